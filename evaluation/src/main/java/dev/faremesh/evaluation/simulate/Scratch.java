package dev.faremesh.evaluation.simulate;
import com.uber.h3core.H3Core;
import dev.faremesh.evaluation.simulate.market.*;
import java.time.*;
import java.util.*;
final class Scratch {
  static long cpu(){return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();}
  public static void main(String[] a) throws Exception {
    var h3 = H3Core.newInstance();
    long t0=System.nanoTime();
    var p = Pickups.quick(java.nio.file.Path.of("/work/shared/data/uber-nyc-2014-04.csv.gz"), h3);
    System.out.printf("read %.1fs%n",(System.nanoTime()-t0)/1e9); t0=System.nanoTime();
    var zone=ZoneId.of("America/New_York");
    var city=new City(h3,p,new long[0]);
    System.out.printf("city %.1fs cells %d demand %d%n",(System.nanoTime()-t0)/1e9, city.map().size(), city.demandCells()); t0=System.nanoTime();
    var profiles=new Profiles(p,zone);
    System.out.printf("profiles %.1fs%n",(System.nanoTime()-t0)/1e9);
    var changes=new HashMap<String,Double>();
    for (String s: System.getProperty("w","").split(",")) if(!s.isEmpty()) changes.put(s.split("=")[0],Double.valueOf(s.split("=")[1]));
    var w=Weights.with(changes);
    var ev=new Evenings(p,city,zone,profiles::without,w.pricing().horizon());
    int from=Integer.getInteger("from",1), to=Integer.getInteger("to",29), step=Integer.getInteger("step",1);
    int seeds=Integer.getInteger("seeds",1); double sc=Double.parseDouble(System.getProperty("sc","1"));
    var pol=List.of("flat1","flatN","naive","surge","oracle");
    double nm=Double.parseDouble(System.getProperty("neutral","1.15"));
    var pool=new ArrayList<Tally>(); for(var x:pol) pool.add(new Tally());
    double evt=0, rt[]=new double[5]; long km=0; double kms=0; 
    var dayGain=new StringBuilder();
    for (int d=from; d<=to; d+=step) {
      long t=cpu();
      var e=ev.of(LocalDate.of(2014,4,d));
      evt+=(cpu()-t)/1e9;
      var dt=new Tally[5]; for(int i=0;i<5;i++) dt[i]=new Tally();
      for (int s=0;s<seeds;s++){
        var dice=new Dice(s).of(e.date().toEpochDay());
        var riders=new Riders(e.sessions(),e.hotspots(),new FareRates(2.2,1.307,.311),dice.of(1));
        int[] fleet=new int[780]; for(int m=0;m<780;m++) fleet[m]=(int)Math.round(e.perMinute()[m]*25*sc);
        var world=new World(city.map(),riders,e.hotspots(),fleet,60,300,dice.of(2));
        for(int i=0;i<5;i++){
          Pricing pr=switch(i){case 0->new Flat(1);case 1->new Flat(nm);case 2->new NaiveRatio(city.map(),e.sessions(),5,Double.parseDouble(System.getProperty("nrho",".8")),3);
            case 3->new ServedSurge(city.map(),w,e.forecast(),e.spots());
            default->new ServedSurge(city.map(),w,e.truth(),e.spots());};
          t=cpu();
          dt[i].add(new Market(world,pr).run(),1);
          rt[i]+=(cpu()-t)/1e9;
        }
      }
      for(int i=0;i<5;i++) pool.get(i).add(dt[i],1);
      dayGain.append(String.format("%s sess %.0f flat unf %.3f p95 %.1f  surge m %.2f  W/flat: neutral %+.1f naive %+.1f surge %+.1f oracle %+.1f%n", e.date(), dt[0].of(Sum.SESSIONS)/seeds, dt[0].ratio(Sum.UNFULFILLED,Sum.REQUESTS), dt[0].waitMinutes(.95), dt[3].ratio(Sum.MULTIPLIERS,Sum.SESSIONS),
        (dt[1].welfare()/dt[0].welfare()-1)*100,(dt[2].welfare()/dt[0].welfare()-1)*100,(dt[3].welfare()/dt[0].welfare()-1)*100,(dt[4].welfare()/dt[0].welfare()-1)*100));
    }
    System.out.print(dayGain);
    System.out.println("active "+ev.of(LocalDate.of(2014,4,25)).forecast().cells().length);System.out.printf("evenings %.1fs runs %s%n",evt,Arrays.toString(rt));
    double n=((to-from)/step+1)*seeds;
    for(int i=0;i<5;i++){ var x=pool.get(i);
      System.out.printf("%-7s compl %.3f unf %.4f wait %.2f p95 %.2f welf %.1fk surp %.1fk rev %.1fk drv %.1fk  ontrip %.2f enr %.2f  m %.3f at1 %.2f vol %.4f  far %.3f%n",pol.get(i),x.ratio(Sum.COMPLETED,Sum.SESSIONS),x.ratio(Sum.UNFULFILLED,Sum.REQUESTS),x.ratio(Sum.WAIT_MINUTES,Sum.COMPLETED),x.waitMinutes(.95),x.welfare()/n/1000,x.riderSurplus()/n/1000,x.of(Sum.REVENUE)/n/1000,x.of(Sum.DRIVING_COST)/n/1000,x.ratio(Sum.ON_TRIP_SECONDS,Sum.ONLINE_SECONDS),x.ratio(Sum.EN_ROUTE_SECONDS,Sum.ONLINE_SECONDS),x.ratio(Sum.MULTIPLIERS,Sum.SESSIONS),x.ratio(Sum.AT_ONE,Sum.SESSIONS),x.ratio(Sum.MOVES,Sum.LOOKED_TWICE),x.ratio(Sum.TOO_FAR,Sum.SESSIONS));
    }
    var f=pool.get(0);var nn=pool.get(1);var na=pool.get(2);var su=pool.get(3);var or=pool.get(4);
    System.out.printf("vs flat: unf %.2fx p95 %.2fx welf %+.1f%% compl %+.1fpt | vs neutral: compl %+.1f%% surplus %+.1f%% welf %+.1f%% | vs naive vol %.2fx welf %+.2f%% | regret %.1f%%%n",
      su.ratio(Sum.UNFULFILLED,Sum.REQUESTS)/f.ratio(Sum.UNFULFILLED,Sum.REQUESTS), su.waitMinutes(.95)/f.waitMinutes(.95),(su.welfare()/f.welfare()-1)*100,100*(su.ratio(Sum.COMPLETED,Sum.SESSIONS)-f.ratio(Sum.COMPLETED,Sum.SESSIONS)),
      (su.of(Sum.COMPLETED)/nn.of(Sum.COMPLETED)-1)*100,(su.riderSurplus()/nn.riderSurplus()-1)*100,(su.welfare()/nn.welfare()-1)*100, su.ratio(Sum.MOVES,Sum.LOOKED_TWICE)/na.ratio(Sum.MOVES,Sum.LOOKED_TWICE),(su.welfare()/na.welfare()-1)*100,(or.welfare()-su.welfare())/(or.welfare()-f.welfare())*100);
  }
}
