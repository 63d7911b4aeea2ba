using System.Globalization;
using System.Text;
using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Values;

/// <summary>Values as Python prints them.</summary>
internal static class PythonFormat
{
    /// <summary>What <c>{{ value }}</c> prints.</summary>
    internal static string ToText(object? value) => value switch
    {
        string text => text,
        Undefined => "",
        _ => Represent(value),
    };

    /// <summary>A number with a fraction: as short as it can be read back, with an exponent below 1e-4 and from 1e16 on.</summary>
    internal static string ToText(double number)
    {
        if (double.IsNaN(number)) return "nan";
        if (double.IsInfinity(number)) return number > 0 ? "inf" : "-inf";
        if (number == 0) return double.IsNegative(number) ? "-0.0" : "0.0";
        var scientific = number.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
        var digits = new string([.. shortest.TakeWhile(c => c != 'E').Where(char.IsAsciiDigit)]).TrimStart('0').TrimEnd('0');
        return (number < 0 ? "-" : "") + Place(digits, exponent);
    }

    /// <summary>A value as Python's <c>repr</c> writes it.</summary>
    internal static string Represent(object? value) => value switch
    {
        null => "None",
        bool truth => truth ? "True" : "False",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double number => ToText(number),
        string text => Quote(text),
        List<object?> list => $"[{string.Join(", ", list.Select(Represent))}]",
        object?[] tuple => $"({string.Join(", ", tuple.Select(Represent))}{(tuple.Length == 1 ? "," : "")})",
        JinjaMapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{Represent(entry.Key)}: {Represent(entry.Value)}"))}}}",
        Undefined => "Undefined",
        _ => throw new JinjaException($"{JinjaValues.Describe(value)} cannot be printed"),
    };

    private static string Place(string digits, int exponent)
    {
        if (exponent is < -4 or >= 16)
        {
            var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (exponent < 0) return "0." + new string('0', -exponent - 1) + digits;
        digits = digits.PadRight(exponent + 1, '0');
        return digits.Length == exponent + 1 ? $"{digits}.0" : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    private static string Quote(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var output = new StringBuilder().Append(quote);
        foreach (var c in text)
            output.Append(c switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when c == quote => $"\\{c}",
                _ when c < ' ' || c == 0x7f => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => c.ToString(),
            });
        return output.Append(quote).ToString();
    }
}
