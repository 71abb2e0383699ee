package dev.faremesh.evaluation.simulate;
import com.uber.h3core.H3Core;
import dev.faremesh.evaluation.simulate.market.*;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.replay.WallClock;
import java.time.*;
import java.util.*;
import java.io.*;
final class Scratch {
  public static void main(String[] a) throws Exception {
    var h3 = H3Core.newInstance();
    long t0=System.nanoTime();
    var p = Looks.of(dev.faremesh.evaluation.Pickups.read(java.nio.file.Path.of("/work/shared/data/uber-nyc-2014-04.csv.gz"), Terminal.plain(new PrintWriter(System.out,true),new PrintWriter(System.err,true))));
    System.out.printf("read %.1fs%n",(System.nanoTime()-t0)/1e9); t0=System.nanoTime();
    var zone=ZoneId.of("America/New_York");
    var city=new City(h3,zone,p.all(),new long[0]);
    System.out.printf("city %.1fs cells %d demand %d%n",(System.nanoTime()-t0)/1e9, city.map().size(), city.demandCells()); t0=System.nanoTime();
    var profiles=new Profiles(p,zone);
    System.out.printf("profiles %.1fs%n",(System.nanoTime()-t0)/1e9);
    var changes=new HashMap<String,Double>();
    for (String s: System.getProperty("w","").split(",")) if(!s.isEmpty()) changes.put(s.split("=")[0],Double.valueOf(s.split("=")[1]));
    var w=Weights.with(changes);
    var days=new ArrayList<LocalDate>();
    for(int d=Integer.getInteger("from",1);d<=Integer.getInteger("to",29);d+=Integer.getInteger("step",1)) days.add(LocalDate.of(2014,4,d));
    var sc=Arrays.stream(System.getProperty("sc","1").split(",")).map(Double::valueOf).toList();
    var plan=new Plan(days,Integer.getInteger("seeds",1),1,sc);
    var term=Terminal.plain(new PrintWriter(System.out,true),new PrintWriter(System.err,true));
    var progress=new RunProgress(term,WallClock.system(),Experiment.runs(plan));
    var dd=new Days(city,p,profiles::without);var ev=new Evenings(city,dd,w,plan,progress);var ou=new Outages(city,dd,w,plan,progress);
    var st=new StationaryMarket(city,profiles.without(LocalDate.of(1999,1,1)),w,plan,progress);
    try(var crew=new Crew(Runtime.getRuntime().availableProcessors())){
      var f=new Experiment(plan,w,ev,ou,st).run(crew);
      for(var at:f.atScarcities()){ System.out.printf("== %s neutral %.3f%n",at.scarcity(),at.neutral());
        var pooled=at.evenings().pooled();
        for(var pol:Policy.values()) row(pol.label(),pooled.get(pol));
        for(var g:at.verdicts()) gate(g);
      }
      System.out.println("== stationary"); f.stationary().pooled().forEach((k,t)->row(k,t)); gate(f.stationaryVerdict());
      System.out.println("== event"); f.event().pooled().forEach((k,t)->row(k.label(),t));
      for(var c:f.event().clusters()){var t=c.tallies().get(Outage.FLAT);System.out.printf("  %s %s sess %.0f compl %.3f unf %.3f wait %.2f online %.0f far %.3f%n",c.label(),LocalDate.parse(c.label()).getDayOfWeek(),t.of(Sum.SESSIONS),t.ratio(Sum.COMPLETED,Sum.SESSIONS),t.ratio(Sum.UNFULFILLED,Sum.REQUESTS),t.ratio(Sum.WAIT_MINUTES,Sum.COMPLETED),t.of(Sum.ONLINE_SECONDS)/7200,t.ratio(Sum.TOO_FAR,Sum.SESSIONS));}
      System.out.println("== calm"); f.calm().pooled().forEach((k,t)->row(k.label(),t));
    }
    System.out.printf("wall %.1fs%n",(System.nanoTime()-t0)/1e9);
  }
  static void gate(Verdict v){ var g=v.gate(); System.out.printf("%-34s %.4f [%.4f, %.4f] %s..%s %s%n",g.name(),g.value(),g.interval().low(),g.interval().high(),g.least(),g.most(),g.ok()?"ok":"MISSED"); }
  static void row(String n, Tally x){ var sb=new StringBuilder(String.format("%-28s",n)); for(var m:Measure.values()) sb.append(String.format("%s %.4g  ",m.label(),m.of(x))); sb.append(" far "+String.format("%.3f",x.ratio(Sum.TOO_FAR,Sum.SESSIONS))); System.out.println(sb);}
}
