package when
import ("testing";"bufio";"os";"fmt";"encoding/json";"strings")
func TestGold(t *testing.T){
 f,err:=os.Open(os.Getenv("GOLD")); if err!=nil {t.Skip()}
 sc:=bufio.NewScanner(f); sc.Buffer(make([]byte,1<<20),1<<28)
 miss:=map[string]int{}; n,ok,wrong:=0,0,0
 for sc.Scan(){ var r struct{ URL string; Lang string; System string; Comments []struct{Time,Published string}; Posts []struct{Time string} }
  if json.Unmarshal(sc.Bytes(),&r)!=nil {continue}
  ex:=0
  chk:=func(tm,pub string){ if tm=="" {return}; n++; ts:=Append(nil,[]byte(tm)); 
   if len(ts)==1 && strings.TrimSpace(tm)==strings.TrimSpace(tm[ts[0].Start:ts[0].End]) { ok++
     if pub!="" { p,_:=ParseISO([]byte(pub)); iso:=string(ts[0].AppendISO(nil)); 
      if iso!="" && !strings.HasPrefix(pub, iso[:min(len(iso),16)]) { wrong++; if ex<2 {ex++; fmt.Println("WRONG", tm, "pub",pub,"got",iso, ts[0].Ambiguous, r.URL)} }; _=p }
     return }
   s:=""; for _,x:=range ts { s+=" {"+tm[x.Start:x.End]+"}" }
   if ex<3 {ex++; miss[fmt.Sprintf("%q -> %s   %s",tm,s,r.URL)]++ } }
  for _,c:=range r.Comments { chk(c.Time,c.Published) }
  for _,c:=range r.Posts { chk(c.Time,"") }
 }
 fmt.Println(n,ok,wrong); for k:=range miss { fmt.Println(k) }
}
