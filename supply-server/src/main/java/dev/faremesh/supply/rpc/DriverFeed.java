package dev.faremesh.supply.rpc;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.stream.EventClock;
import dev.faremesh.mesh.stream.EventTimeConflict;
import dev.faremesh.mesh.stream.Rejected;
import dev.faremesh.mesh.stream.ReportHandler;
import dev.faremesh.supply.ReportRefused;
import dev.faremesh.supply.v1.DriverReport;
import dev.faremesh.supply.v1.ReportDriversRequest;
import dev.faremesh.type.v1.FeedHeader;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One stream of drivers' reports. */
final class DriverFeed implements ReportHandler<ReportDriversRequest> {
  private final Cities cities;
  private final ReportReader reader;
  private @Nullable Opened opened;

  DriverFeed(Cities cities, ReportReader reader) {
    this.cities = cities;
    this.reader = reader;
  }

  @Override
  public void take(ReportDriversRequest message) throws Rejected {
    if (message.hasHeader()) {
      takeHeader(message.getHeader());
      return;
    }
    if (opened == null) {
      throw ErrorStatus.of(
          Status.Code.INVALID_ARGUMENT,
          "HEADER_EXPECTED",
          "the stream starts with a %s (expected: header)".formatted(message.getMessageCase()),
          Map.of());
    }
    if (message.hasReport()) {
      takeReport(message.getReport(), opened.city());
    } else {
      var told = message.getWatermark().getEventTime();
      opened.feed().watermark(EventTimes.instant(told));
    }
  }

  private void takeHeader(FeedHeader header) throws Rejected {
    if (opened != null) {
      throw new Rejected("HEADER_REPEATED", "a second header (expected: reports and watermarks)");
    }
    var epoch = EventTimes.instant(header.getEpoch());
    var city = cities.findOrAdd(header.getCity());
    try {
      var feed =
          header.hasEpoch()
              ? city.openReplay(epoch, header.hasScale() ? header.getScale() : 1)
              : city.openLive();
      opened = new Opened(city, feed);
    } catch (EventTimeConflict e) {
      throw conflict(header.getCity(), e);
    }
  }

  private static StatusRuntimeException conflict(String city, EventTimeConflict conflict) {
    return ErrorStatus.of(
        Status.Code.FAILED_PRECONDITION,
        "EVENT_TIME_CONFLICT",
        city + ": " + conflict.getMessage(),
        Map.of("city", city));
  }

  private void takeReport(DriverReport report, City city) throws Rejected {
    try {
      city.report(reader.read(report));
    } catch (ReportRefused e) {
      throw new Rejected(e.reason().name(), e.getMessage());
    }
  }

  @Override
  public void ended() {
    if (opened != null) {
      opened.feed().end();
    }
  }

  @Override
  public void lost() {
    if (opened != null) {
      opened.feed().lose();
    }
  }

  private record Opened(City city, EventClock.Feed feed) {}
}
