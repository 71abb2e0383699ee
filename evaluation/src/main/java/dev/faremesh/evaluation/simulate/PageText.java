package dev.faremesh.evaluation.simulate;

import java.util.List;
import java.util.Locale;

/** What the page says, in words that need no course in economics. */
final class PageText {
  static final String GATES =
      "Each gate compares surge with another policy on the same riders and drivers. The interval is"
          + " where the value lies with 95 % confidence when such evenings come again: it is drawn"
          + " from evenings, for seeds of one evening share its riders. A gate is judged by its"
          + " value.";

  static final String POLICIES =
      "<b>Flat 1.0</b> never changes the price. The <b>best of five</b> flat prices is chosen in"
          + " hindsight. The <b>price-neutral flat</b> is as dear as surge"
          + " is on average, but everywhere and always: what surge does better than it, it does by"
          + " being dear in the right place and minute. The <b>naive ratio</b> divides the riders"
          + " of the last minutes by the drivers near by. <b>Surge</b> is what the servers serve."
          + " The <b>oracle</b> is surge that knows the riders of the next minutes.";

  static final String DAYS =
      "How much more welfare than flat 1.0 each evening had. Where other days let expect the right"
          + " number of drivers, there is little to win; where far more riders came than expected,"
          + " there is much.";

  static final String SCARCITY =
      "The number of drivers follows a rule: sessions that other days let expect, times 18 minutes"
          + " of driving each, over a utilisation of 0.72. Here there are 0.85 and 1.3 times as"
          + " many, or whatever was asked for. Gates are judged at 1 alone.";

  static final String OUTAGE =
      "From 22:45 to 23:11 supply-server hears of no driver. What should prices do? On busy"
          + " evenings 800 riders more leave one place between 22:30 and 23:30, and the figures are"
          + " about who looks near it then. On calm evenings nothing else happens, and they are"
          + " about all who look during the outage: who takes missing for zero charges them for"
          + " nothing.";

  static final String STATIONARY =
      "When nothing changes but by chance, no moving price can beat the best one that stands still"
          + " (Banerjee, Johari and Riquelme 2015). Surge cannot win here; it must not lose much.";

  static final String WORDS =
      "A session is a rider who looks at a price. A request is a session that accepts it, and the"
          + " minutes to the pickup. ";

  static final String ASSUMPTIONS =
      "None of this is fitted to the evenings that are played. Riders answer a price and a wait,"
          + " and a driver follows no price: surge gets no credit for calling drivers in.";

  private PageText() {}

  /** What came out, in one sentence or two. */
  static String summary(Findings findings) {
    var figures = Figures.of(findings.judged().evenings(), List.of(Policy.FLAT, Policy.SURGE));
    double gain =
        figures.of(Policy.SURGE, Measure.WELFARE).value()
                / figures.of(Policy.FLAT, Measure.WELFARE).value()
            - 1;
    return String.format(
        Locale.ROOT,
        "With surge instead of one flat price, %s of the requests find no driver instead of %s, one"
            + " ride in twenty waits longer than %s minutes instead of %s, %s of the sessions end"
            + " in a ride instead of %s, and the welfare of all together changes by %+.1f%%.",
        text(figures, Policy.SURGE, Measure.UNFULFILLED),
        text(figures, Policy.FLAT, Measure.UNFULFILLED),
        text(figures, Policy.SURGE, Measure.P95_WAIT),
        text(figures, Policy.FLAT, Measure.P95_WAIT),
        text(figures, Policy.SURGE, Measure.COMPLETED),
        text(figures, Policy.FLAT, Measure.COMPLETED),
        100 * gain);
  }

  private static String text(Figures<Policy> figures, Policy policy, Measure measure) {
    return measure.text(figures.of(policy, measure).value());
  }
}
