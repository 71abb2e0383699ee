package dev.faremesh.telemetry;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one request to a collector says. */
record Exported(ExportMetricsServiceRequest request) {
  /** The attributes of the resource. */
  Map<String, String> resource() {
    return attributes(request.getResourceMetrics(0).getResource().getAttributesList());
  }

  /** All numbers of a metric, by their attributes. */
  Map<Map<String, String>, Double> numbers(String metric) {
    return metrics()
        .filter(each -> each.getName().equals(metric))
        .flatMap(each -> points(each).stream())
        .collect(
            Collectors.toMap(
                point -> attributes(point.getAttributesList()),
                point -> point.hasAsDouble() ? point.getAsDouble() : (double) point.getAsInt()));
  }

  Stream<Metric> metrics() {
    return request.getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream());
  }

  /** Monotonic sums, others, and gauges. */
  static String kind(Metric metric) {
    if (metric.hasGauge()) {
      return "gauge";
    }
    return metric.getSum().getIsMonotonic() ? "counter" : "up-down counter";
  }

  static List<NumberDataPoint> points(Metric metric) {
    return metric.hasGauge()
        ? metric.getGauge().getDataPointsList()
        : metric.getSum().getDataPointsList();
  }

  static Map<String, String> attributes(Collection<KeyValue> attributes) {
    var map = new TreeMap<String, String>();
    attributes.forEach(each -> map.put(each.getKey(), each.getValue().getStringValue()));
    return map;
  }
}
