package dev.faremesh.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RideFileTest {
  private static final String START =
      "6,START,2013-01-01 00:00:00,1970-01-01 00:00:00,-73.866135,40.771091,-73.961334,40.764912,"
          + "6,2013000007,2013000011\n";
  private static final String END =
      "6,END,2013-01-01 00:10:30,2013-01-01 00:00:00,-73.866135,40.771091,-73.961334,40.764912,"
          + "6,2013000007,2013000011\n";
  private static final Place PICKUP = new Place(40.771091, -73.866135);
  private static final Place DROPOFF = new Place(40.764912, -73.961334);

  @TempDir Path folder;

  @Test
  void taxiRideIsAStartAndAnEndOfItsDriver() throws IOException {
    assertThat(read(plain("rides", START + END)))
        .containsExactly(
            told(
                new RideEvent.Start(
                    "6",
                    Instant.parse("2013-01-01T05:00:00Z"),
                    PICKUP,
                    Optional.of(DROPOFF),
                    "2013000011")),
            told(
                new RideEvent.End(
                    "6", Instant.parse("2013-01-01T05:10:30Z"), DROPOFF, "2013000011")));
  }

  @Test
  void gzipIsKnownByItsContentWhateverItsName() throws IOException {
    assertThat(read(packed("rides.csv", START + END))).hasSize(2);
    assertThat(read(plain("rides.csv.gz", START + END))).hasSize(2);
  }

  @Test
  void nulIsNoQuoteThatSwallowsTheRowsBehindIt() throws IOException {
    var torn = END.replace("6,2013000007", "\0\0\0" + "6,2013000007");
    assertThat(read(plain("rides", START + torn + END))).hasSize(3);
  }

  @Test
  void oneRowOfAnotherYearIsRejectedAndTwoAreAGap() throws IOException {
    var file =
        plain(
            "uber",
            """
            pickup_local,lat,lon,base
            2014-07-01T00:05,40.7637,-73.96,B02598
            2041-07-01T00:06,40.7637,-73.96,B02598
            2014-07-01T00:07,40.7637,-73.96,B02598
            2014-07-09T08:00,40.7637,-73.96,B02598
            2014-07-09T08:01,40.7637,-73.96,B02598
            """);

    assertThat(read(file))
        .map(row -> row instanceof RideRow.Told)
        .containsExactly(true, false, true, false, true);
  }

  @Test
  void uberPickupIsAStartWithoutDropOff() throws IOException {
    var file = plain("uber", "pickup_local,lat,lon,base\n2014-07-01T00:05,40.7637,-73.96,B02598\n");

    assertThat(read(file))
        .containsExactly(
            told(
                new RideEvent.Start(
                    "uber-1",
                    Instant.parse("2014-07-01T04:05:00Z"),
                    new Place(40.7637, -73.96),
                    Optional.empty(),
                    "driver-uber-1")));
  }

  @Test
  void greenTripsAreSortedByTimeOverAllRows() throws IOException {
    var file =
        packed(
            "green",
            """
            VendorID,lpep_pickup_datetime,Lpep_dropoff_datetime,Pickup_longitude,Pickup_latitude,\
            Dropoff_longitude,Dropoff_latitude,Trip_type\s

            2,2013-08-01 08:20:00,2013-08-01 08:30:00,-73.93,40.79,-73.95,40.80,2,,
            2,2013-08-01 08:00:00,2013-08-01 08:25:00,-73.98,40.67,-73.96,40.65,2,,
            """);

    assertThat(read(file).stream().map(row -> ((RideRow.Told) row).event()))
        .extracting(RideEvent::rideId, event -> event.getClass().getSimpleName())
        .containsExactly(
            tuple("green-2", "Start"),
            tuple("green-1", "Start"),
            tuple("green-2", "End"),
            tuple("green-1", "End"));
  }

  @Test
  void brokenRowsAreRejectedByReasonAndTheRestIsRead() throws IOException {
    var file =
        plain(
            "rides",
            START
                + START.replace("40.771091", "0")
                + START.replace("40.771091", "95.5")
                + START.replace("40.771091", "north")
                + START.replace("2013-01-01 00:00:00,1970", "2013-13-01 00:00:00,1970")
                + START.replace("2013-01-01 00:00:00,1970", "2031-01-01 00:00:00,1970")
                + START.replace("START", "PAUSE")
                + START.replace("6,START", "six,START")
                + "6,START\n"
                + "7,\"START,never closed\n"
                + END);

    assertThat(faults(read(file)))
        .containsExactly(
            Fault.ZERO_COORDINATES,
            Fault.BAD_COORDINATES,
            Fault.BAD_NUMBER,
            Fault.BAD_TIME,
            Fault.BAD_TIME,
            Fault.WRONG_COLUMNS,
            Fault.BAD_NUMBER,
            Fault.WRONG_COLUMNS,
            Fault.WRONG_COLUMNS);
    assertThat(read(file)).last().isInstanceOf(RideRow.Told.class);
  }

  @Test
  void fileWhoseFirstRowIsBrokenIsKnownByTheNext() throws IOException {
    assertThat(faults(read(plain("rides", "x,y\n" + START + END))))
        .containsExactly(Fault.WRONG_COLUMNS);
  }

  @Test
  void tripThatEndsBeforeItStartsIsBadTime() throws IOException {
    var file =
        plain(
            "green",
            "lpep_pickup_datetime,lpep_dropoff_datetime,pickup_longitude,pickup_latitude,"
                + "dropoff_longitude,dropoff_latitude\n"
                + "2013-08-01 08:20:00,2013-08-01 08:19:59,-73.93,40.79,-73.95,40.80\n");

    assertThat(faults(read(file))).containsExactly(Fault.BAD_TIME);
  }

  @Test
  void truncatedGzipIsReadUpToTheBreak() throws IOException {
    var rows = new StringBuilder();
    for (int ride = 1; ride <= 5_000; ride++) {
      rows.append(START.replaceFirst("6", "" + ride * 7919L % 104_729));
    }
    var whole = Files.readAllBytes(packed("whole", rows.toString()));
    var file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));

    try (var rides = RideFile.open(file)) {
      var read = all(rides);
      assertThat(read).hasSizeBetween(1_000, 4_999);
      assertThat(faults(read)).containsExactly(Fault.TRUNCATED);
      assertThat(read).last().isEqualTo(new RideRow.Rejected(Fault.TRUNCATED));
      assertThat(rides.breakage()).get().asString().contains("truncated");
    }
  }

  @Test
  void wholeFileHasNoBreakage() throws IOException {
    try (var rides = RideFile.open(packed("rides", START + END))) {
      assertThat(all(rides)).hasSize(2);
      assertThat(rides.breakage()).isEmpty();
      assertThat(rides.rows()).isEqualTo(2);
      assertThat(rides.share()).isEqualTo(1);
    }
  }

  @Test
  void whatIsNotAFileOfRidesIsRefusedInOneSentence() throws IOException {
    assertThatThrownBy(() -> RideFile.open(folder.resolve("none.csv")))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("none.csv: no such file");
    assertThatThrownBy(() -> RideFile.open(folder))
        .hasMessageEndingWith("is a directory (expected: a file of rides)");
    for (String content : List.of("", "name,age\nAda,36\n", "{\"rides\": []}")) {
      var file = plain("other", content);
      assertThatThrownBy(() -> RideFile.open(file)).hasMessageContaining("unknown format");
    }
  }

  @Test
  void gzipWithoutAnyContentIsRefused() throws IOException {
    var file = Files.write(folder.resolve("stub.gz"), new byte[] {0x1f, (byte) 0x8b, 8});

    assertThatThrownBy(() -> RideFile.open(file)).hasMessageContaining("breaks off");
  }

  private Path plain(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Path packed(String name, String content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return Files.write(folder.resolve(name), bytes.toByteArray());
  }

  private static List<RideRow> read(Path file) throws IOException {
    try (var rides = RideFile.open(file)) {
      return all(rides);
    }
  }

  private static List<RideRow> all(RideFile rides) {
    var rows = new ArrayList<RideRow>();
    rides.forEachRemaining(rows::add);
    return rows;
  }

  private static List<Fault> faults(List<RideRow> rows) {
    return rows.stream()
        .filter(RideRow.Rejected.class::isInstance)
        .map(row -> ((RideRow.Rejected) row).fault())
        .toList();
  }

  private static RideRow told(RideEvent event) {
    return new RideRow.Told(event);
  }
}
