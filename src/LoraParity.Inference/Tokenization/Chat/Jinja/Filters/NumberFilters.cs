using System.Globalization;
using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;
using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Filters;

/// <summary>Filters that make numbers.</summary>
internal static class NumberFilters
{
    /// <summary>A whole number, cut off towards zero; the default where the value is none.</summary>
    internal static object? ToInteger(CallArguments arguments)
    {
        var values = arguments.Bind(("value", CallArguments.Required), ("default", 0L), ("base", 10L));
        if (JinjaValues.Integer(values[2], "'base'") != 10) throw new JinjaException("The filter 'int' knows base 10 only");
        return values[0] switch
        {
            double number when Math.Abs(number) < long.MaxValue => (object)(long)number,
            string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) => whole,
            string text when TryParse(text, out var number) => (long)number,
            var value => JinjaValues.Whole(value) ?? values[1],
        };
    }

    internal static object? ToFloat(CallArguments arguments)
    {
        var values = arguments.Bind(("value", CallArguments.Required), ("default", 0.0));
        if (values[0] is string text) return TryParse(text, out var number) ? number : values[1];
        return JinjaValues.Number(values[0]) ?? values[1];
    }

    internal static object? Absolute(CallArguments arguments) => arguments.Bind(("value", CallArguments.Required))[0] switch
    {
        long whole => (object)Math.Abs(whole),
        double number => Math.Abs(number),
        var value => throw new JinjaException($"{JinjaValues.Describe(value)} has no absolute value"),
    };

    /// <summary>A number with a fraction, rounded to a number of digits: to the nearest (even ones of two), up, or down.</summary>
    internal static object Round(CallArguments arguments)
    {
        var values = arguments.Bind(("value", CallArguments.Required), ("precision", 0L), ("method", "common"));
        var number = JinjaValues.Number(values[0]) ?? throw new JinjaException($"{JinjaValues.Describe(values[0])} cannot be rounded");
        var digits = Math.Clamp(JinjaValues.Integer(values[1], "'precision'"), 0, 15);
        var scale = Math.Pow(10, digits);
        return values[2] switch
        {
            "common" => Math.Round(number, digits, MidpointRounding.ToEven),
            "ceil" => Math.Ceiling(number * scale) / scale,
            "floor" => Math.Floor(number * scale) / scale,
            var method => throw new JinjaException(
                $"The method '{PythonFormat.ToText(method)}' of 'round' is not known; known are common, ceil and floor"),
        };
    }

    private static bool TryParse(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
