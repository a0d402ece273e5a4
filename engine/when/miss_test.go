package when
import ("testing";"bufio";"os";"fmt";"encoding/json";"strings";"math/rand";"regexp")
func TestMiss(t *testing.T){
 f,err:=os.Open(os.Getenv("PROSE")); if err!=nil {t.Skip()}
 sc:=bufio.NewScanner(f); sc.Buffer(make([]byte,1<<20),1<<28)
 re:=regexp.MustCompile(`(?i)\d{1,2}[.:/-]\d\d[.:/-]\d{2,4}|\b\d\d?:\d\d|\d\d?\.? ?(jan|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|okt|oct|nov|de[zc])[a-z]*|\b(jan|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|okt|oct|nov|de[zc])[a-z]{0,6}\.? \d|\b(ago|geleden|fa|her)\b|\b(vor|hace|il y a) \pL*\d`)
 var m []string
 for sc.Scan(){ var r struct{ Text string; HTML string; Lang string }
  if json.Unmarshal(sc.Bytes(),&r)!=nil {continue}
  for _,l:=range strings.Split(r.Text,"\n") { b:=[]byte(l); ts:=Append(nil,b)
   loop: for _,h:=range re.FindAllIndex(b,-1) { for _,x:=range ts { if x.Start<h[1] && h[0]<x.End { continue loop } }
     m=append(m, fmt.Sprintf("…%s⟦%s⟧%s…", b[max(0,h[0]-25):h[0]],b[h[0]:h[1]],b[h[1]:min(len(b),h[1]+25)])) } } }
 fmt.Println(len(m)); rand.Shuffle(len(m),func(i,j int){m[i],m[j]=m[j],m[i]}); for _,s:=range m[:min(len(m),200)] { fmt.Println("   ",s)} 
}
