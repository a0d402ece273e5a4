package when
import ("testing";"bytes";"os";"encoding/json";"bufio")
func BenchmarkAdv(b *testing.B){
 for _,s:=range []string{"1 ","a ","vor ","21:00 ","Mo ","1.1.1.1.","1h 1m 1s ","3. Mai ","3. Mai 2019 ","&nbsp;","1&nbsp;","un instant il y a ","a few ","0","AaBb","mar mar 1 ","13.09.2023, 11:05","ä","–","2019/", "1                                                              ", "Mai                                                            ,", "vor                                                            etwa                           1                                 Tag                       ", "less than a minute a", "5m\n", "//////1:00", "Sept", "\xe2\x80", "1–", "heute um "} {
  d:=bytes.Repeat([]byte(s),(1<<20)/len(s))
  b.Run(s[:min(len(s),20)],func(b *testing.B){ b.SetBytes(int64(len(d))); var ts []Time; for b.Loop(){ ts=Append(ts[:0],d) }; b.ReportMetric(float64(len(ts)),"times") })
 }
 f,_:=os.Open("/tmp/w/news.jsonl"); sc:=bufio.NewScanner(f); sc.Buffer(nil,1<<28)
 var all []byte; var html []byte
 for sc.Scan(){ var r struct{Text,HTML string}; json.Unmarshal(sc.Bytes(),&r); all=append(all,r.Text...); html=append(html,r.HTML...) }
 for k,d:=range map[string][]byte{"text":all,"html":html} { b.Run(k,func(b *testing.B){ b.SetBytes(int64(len(d))); b.ReportAllocs(); var ts []Time; for b.Loop(){ ts=Append(ts[:0],d) } }) }
}
