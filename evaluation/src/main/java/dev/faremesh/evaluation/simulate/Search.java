package dev.faremesh.evaluation.simulate;
import com.uber.h3core.H3Core;
import dev.faremesh.evaluation.Pickups;
import dev.faremesh.evaluation.simulate.market.*;
import dev.faremesh.cli.output.Terminal;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.io.*;
final class Search {
  record Ready(Evening e, Outlook o) {}
  public static void main(String[] a) throws Exception {
    var h3 = H3Core.newInstance();
    var term=Terminal.plain(new PrintWriter(System.out,true),new PrintWriter(System.err,true));
    var p = Looks.of(Pickups.read(java.nio.file.Path.of("/work/shared/data/uber-nyc-2014-04.csv.gz"), term));
    var city=new City(h3,ZoneId.of("America/New_York"),p.all(),new long[0]);
    var profiles=new Profiles(p,city.zone());
    var base=Weights.standard();
    var dd=new Days(city,p,profiles::without);
    int seeds=Integer.getInteger("seeds",2);
    double sc=Double.parseDouble(System.getProperty("sc","1"));
    var pool=Executors.newFixedThreadPool(2);
    var fs=new ArrayList<Future<Ready>>();
    for(int d=1;d<=29;d++){ var date=LocalDate.of(2014,4,d); fs.add(pool.submit(()->{ var day=dd.of(Window.EVENING,date); return new Ready(day.evening((x,y,z)->true), new Foresight(day,base.pricing().horizon()).outlook());}));}
    var ready=new ArrayList<Ready>(); for(var f:fs) ready.add(f.get());
    System.err.println("ready");
    var in=new BufferedReader(new InputStreamReader(System.in));
    var flat=new HashMap<String,List<Tally>>();
    for(String line; (line=in.readLine())!=null;){
      if(line.isBlank()) continue;
      var ch=new LinkedHashMap<String,Double>();
      for(String s:line.trim().split(",")) if(s.contains("=")) ch.put(s.split("=")[0],Double.valueOf(s.split("=")[1]));
      var w=Weights.with(ch);
      var fl=all(pool,ready,city,w,seeds,sc,flat,"flat",(wo,r)->Worlds.flat(1));
      var na=all(pool,ready,city,w,seeds,sc,flat,"naive"+w.pricing().rho()+w.pricing().cap(),(wo,r)->wo.naive());
      var su=all(pool,ready,city,w,seeds,sc,null,"",(wo,r)->wo.surge(r.o(),r.o().forecast()));
      var or=Boolean.getBoolean("oracle")?all(pool,ready,city,w,seeds,sc,null,"",(wo,r)->wo.surge(r.o(),r.o().truth())):su;
      double m=Measure.MEAN_MULTIPLIER.of(sum(su,0));
      var ne=all(pool,ready,city,w,seeds,sc,null,"",(wo,r)->Worlds.flat(m));
      System.out.println(line);
      for(int half=0;half<3;half++){
        Tally F=sum(fl,half),N=sum(na,half),S=sum(su,half),O=sum(or,half),E=sum(ne,half);
        System.out.printf("   %-4s m %.3f at1 %.2f compl %.3f | flat: unf %.2f p95 %.2f welf %+.2f%% compl %+.2f | neutral: %+.1f%% %+.1f%% %+.1f%% | naive: vol %.3f (%.3f) welf %+.2f%% | oracle welf %+.2f%% (over flat %+.2f%%) wait %.2f%n", half==0?"all":half==1?"odd":"even", Measure.MEAN_MULTIPLIER.of(S),Measure.AT_ONE.of(S),Measure.COMPLETED.of(S),
         r(Measure.UNFULFILLED,S,F),r(Measure.P95_WAIT,S,F),g(Measure.WELFARE,S,F),100*(Measure.COMPLETED.of(S)-Measure.COMPLETED.of(F)),
         g(Measure.COMPLETED,S,E),g(Measure.RIDER_SURPLUS,S,E),g(Measure.WELFARE,S,E),r(Measure.VOLATILITY,S,N),Measure.VOLATILITY.of(S),g(Measure.WELFARE,S,N),g(Measure.WELFARE,S,O),g(Measure.WELFARE,O,F),Measure.WAIT.of(S));
      }
      System.out.flush();
    }
    pool.shutdownNow();
  }
  static double r(Measure m, Tally x, Tally y){return m.of(x)/m.of(y);} static double g(Measure m,Tally x,Tally y){return 100*(r(m,x,y)-1);}
  static Tally sum(List<Tally> l,int half){ var t=l.getFirst().empty(); for(int i=0;i<l.size();i++) if(half==0|| (i%2==0)==(half==1)) t.add(l.get(i),1); return t;}
  interface P { Pricing of(Worlds w, Ready r); }
  static List<Tally> all(ExecutorService pool,List<Ready> ready,City city,Weights w,int seeds,double sc,Map<String,List<Tally>> cache,String key,P pr) throws Exception {
    if(cache!=null&&cache.containsKey(key)) return cache.get(key);
    var fs=new ArrayList<Future<Tally>>();
    for(var r:ready) fs.add(pool.submit(()->{ var t=new Tally(780); for(int s=1;s<=seeds;s++){ var wo=new Worlds(city,w,Window.EVENING,r.e(),s); t.add(wo.play(sc,pr.of(wo,r)),1);} return t;}));
    var out=new ArrayList<Tally>(); for(var f:fs) out.add(f.get());
    if(cache!=null) cache.put(key,out);
    return out;
  }
}
