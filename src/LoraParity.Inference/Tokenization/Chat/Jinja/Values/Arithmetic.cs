using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Values;

/// <summary>Python's arithmetic, and the joining of texts and lists.</summary>
internal static class Arithmetic
{
    /// <summary>The value of an operator between two values.</summary>
    internal static object? Apply(string name, object? left, object? right)
    {
        if (name == "~") return PythonFormat.ToText(left) + PythonFormat.ToText(right);
        if (left is Undefined first) throw first.Error();
        if (right is Undefined second) throw second.Error();
        if (JinjaValues.Whole(left) is { } a && JinjaValues.Whole(right) is { } b && name != "/") return Whole(name, a, b);
        if (JinjaValues.Number(left) is { } x && JinjaValues.Number(right) is { } y) return Real(name, x, y);
        return (name, left, right) switch
        {
            ("+", string text, string more) => text + more,
            ("+", List<object?> list, List<object?> more) => list.Concat(more).ToList(),
            ("+", object?[] tuple, object?[] more) => tuple.Concat(more).ToArray(),
            ("*", string text, long times) => Repeat(text, times),
            ("*", long times, string text) => Repeat(text, times),
            ("*", List<object?> list, long times) => Enumerable.Repeat(list, Times(times)).SelectMany(items => items).ToList(),
            _ => throw new JinjaException($"'{name}' does not work between {JinjaValues.Describe(left)} and {JinjaValues.Describe(right)}"),
        };
    }

    /// <summary>A number with a sign before it.</summary>
    internal static object Signed(bool isMinus, object? value) => value switch
    {
        Undefined undefined => throw undefined.Error(),
        double number => isMinus ? -number : number,
        _ when JinjaValues.Whole(value) is { } whole => (object)(isMinus ? -whole : whole),
        _ => throw new JinjaException($"{JinjaValues.Describe(value)} cannot have a sign"),
    };

    private static object Whole(string name, long left, long right)
    {
        try
        {
            // As objects, so that whole numbers are not turned into fractions with the last branch.
            return name switch
            {
                "+" => (object)checked(left + right),
                "-" => checked(left - right),
                "*" => checked(left * right),
                "//" => FloorDivide(left, right),
                "%" => left - FloorDivide(left, right) * right,
                "**" when right >= 0 => Power(left, right),
                _ => Real(name, left, right),
            };
        }
        catch (OverflowException)
        {
            throw new JinjaException($"'{left} {name} {right}' is too large");
        }
    }

    private static long Power(long value, long exponent)
    {
        if (value is 0 or 1 or -1) return exponent == 0 ? 1 : exponent % 2 == 0 ? value * value : value;
        var result = 1L;
        for (var count = 0L; count < exponent; count++) result = checked(result * value);
        return result;
    }

    private static long FloorDivide(long left, long right)
    {
        if (right == 0) throw new JinjaException("A number is divided by 0");
        var quotient = left / right;
        return left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient;
    }

    private static double Real(string name, double left, double right)
    {
        if (right == 0 && name is ("/" or "//" or "%")) throw new JinjaException("A number is divided by 0");
        return name switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => left / right,
            "//" => Math.Floor(left / right),
            "%" => left - Math.Floor(left / right) * right,
            _ => Math.Pow(left, right),
        };
    }

    private static string Repeat(string text, long times) => string.Concat(Enumerable.Repeat(text, Times(times)));

    private static int Times(long times) => times <= 1_000_000
        ? (int)Math.Max(times, 0)
        : throw new JinjaException($"A text or list is repeated {times} times, which is too often");
}
