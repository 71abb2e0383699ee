package dev.faremesh.cli.call;

import com.google.type.LatLng;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads positions as people write them. Whether they are on Earth is for the server to say. */
public final class Position implements ITypeConverter<LatLng> {
  private static final Pattern FORM = Pattern.compile("(-?\\d+(?:\\.\\d+)?),(-?\\d+(?:\\.\\d+)?)");

  @Override
  public LatLng convert(String text) {
    var matcher = FORM.matcher(text.replace(" ", ""));
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'%s' (expected: LAT,LON in degrees, such as 40.7580,-73.9855)".formatted(text.strip()));
    }
    return LatLng.newBuilder()
        .setLatitude(Double.parseDouble(matcher.group(1)))
        .setLongitude(Double.parseDouble(matcher.group(2)))
        .build();
  }

  /** The position in a form that {@link #convert} reads, to about ten metres. */
  public static String text(LatLng position) {
    return String.format(Locale.ROOT, "%.4f,%.4f", position.getLatitude(), position.getLongitude());
  }
}
