package when
import ("testing";"bufio";"os";"fmt")
func TestTry(t *testing.T){
 f,err:=os.Open(os.Getenv("TRY")); if err!=nil {t.Skip()}
 sc:=bufio.NewScanner(f); sc.Buffer(make([]byte,1<<20),1<<26)
 for sc.Scan(){ b:=sc.Bytes(); fmt.Printf("%-50s", b)
  for _,x:=range Append(nil,b){ fmt.Printf(" {%q %v/%v", b[x.Start:x.End], x.Kind, x.Precision)
   switch x.Kind { case Absolute: fmt.Printf(" %s", x.AppendISO(nil)); case Age: fmt.Printf(" %ds m=%v",x.AgeSeconds,x.Marked)
   default: fmt.Printf(" %d-%d %d:%d:%d off%d", x.Month,x.Day,x.Hour,x.Minute,x.Second,x.DayOffset)}
   if x.Ambiguous {fmt.Print(" AMB")}; if x.Weekday>0 {fmt.Printf(" wd%d",x.Weekday)}; if x.HasZone{fmt.Printf(" z%d",x.Zone)}
   fmt.Print("}") }
  fmt.Println() }
}
