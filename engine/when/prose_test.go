package when
import ("testing";"bufio";"os";"fmt";"encoding/json";"strings";"math/rand")
func TestProse(t *testing.T){
 f,err:=os.Open(os.Getenv("PROSE")); if err!=nil {t.Skip()}
 sc:=bufio.NewScanner(f); sc.Buffer(make([]byte,1<<20),1<<28)
 type k struct{kd Kind; p Precision; m bool}
 m:=map[k][]string{}; total:=0
 for sc.Scan(){ var r struct{ Text string; HTML string; Lang string }
  if json.Unmarshal(sc.Bytes(),&r)!=nil {continue}
  for _,l:=range strings.Split(r.Text,"\n") { total+=len(l); b:=[]byte(l)
   for _,x:=range Append(nil,b) { kk:=k{x.Kind,x.Precision,x.Marked}
     m[kk]=append(m[kk], fmt.Sprintf("%s  …%s⟦%s⟧%s…",r.Lang, b[max(0,x.Start-25):x.Start],b[x.Start:x.End],b[x.End:min(len(b),x.End+25)])) } } }
 fmt.Println("bytes",total)
 for kk,v:=range m { fmt.Println("##",kk.kd,kk.p,kk.m,len(v)); rand.Shuffle(len(v),func(i,j int){v[i],v[j]=v[j],v[i]}); for _,s:=range v[:min(len(v),22)] { fmt.Println("   ",s)} }
}
