using System.Globalization;
using System.Text;
using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Values;

/// <summary>Python's <c>strftime</c>, in English.</summary>
internal static class StrftimeFormat
{
    /// <summary>A time in a format.</summary>
    internal static string Format(DateTimeOffset time, string format)
    {
        var output = new StringBuilder();
        for (var index = 0; index < format.Length; index++)
        {
            if (format[index] != '%' || index + 1 == format.Length) output.Append(format[index]);
            else output.Append(Field(time, format[++index]));
        }

        return output.ToString();
    }

    private static string Field(DateTimeOffset time, char field) => field switch
    {
        'd' => Write(time, "dd"),
        'm' => Write(time, "MM"),
        'y' => Write(time, "yy"),
        'Y' => Write(time, "yyyy"),
        'b' or 'h' => Write(time, "MMM"),
        'B' => Write(time, "MMMM"),
        'a' => Write(time, "ddd"),
        'A' => Write(time, "dddd"),
        'H' => Write(time, "HH"),
        'I' => Write(time, "hh"),
        'M' => Write(time, "mm"),
        'S' => Write(time, "ss"),
        'p' => Write(time, "tt"),
        'f' => Write(time, "ffffff"),
        'F' => Write(time, "yyyy-MM-dd"),
        'T' => Write(time, "HH:mm:ss"),
        'j' => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        '%' => "%",
        _ => throw new JinjaException($"The field '%{field}' of a time is not supported"),
    };

    private static string Write(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
