using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Lockstep.Models;
using LoraParity.Matrix;
using LoraParity.Safetensors;
using LoraParity.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoraParity.Inference.Tests.Lockstep;

public sealed class MergedWeightTests
{
    private const double EqualShare = 0.999;

    [Theory]
    [MemberData(nameof(GoldenTests.Fixtures), MemberType = typeof(GoldenTests))]
    public void Recipe_MergedIntoEachDtype_IsWhatPeftMerges(string kind, string name)
    {
        using var golden = new PeftGolden(kind, name);
        using var expected = SafetensorsFile.Open(SharedFixtures.Own(kind, name, "expected.safetensors"));
        using var models = OpenModels.Open(golden.Request(0), NullLogger.Instance);
        var parameters = models.Model.Modules.SelectMany(module => module.Parameters.Select(parameter => (Module: module, Parameter: parameter)))
            .Where(found => found.Parameter.Layout != ParameterLayout.Slice)
            .ToDictionary(found => found.Parameter.Name);
        var compared = 0;
        foreach (var entry in expected.Entries.Where(entry => entry.Name.StartsWith("weights.", StringComparison.Ordinal)))
        {
            var parts = entry.Name.Split('.', 3);
            if (!parameters.TryGetValue(parts[2], out var found))
                continue;
            Assert.True(PrecisionNames.TryParse(parts[1], out var precision));
            var variant = golden.Variants.Single(v => v.Key == $"merged.{parts[1]}.{parts[1]}.{parts[1]}");
            var ours = models.Variant(variant).Weights.Recipe(found.Module, found.Parameter).ReadAll();
            RequireEqual(entry.Name, precision, Stored(found.Parameter, ours), Read(expected, entry));
            compared++;
        }

        Assert.NotEqual(0, compared);
    }

    private static void RequireEqual(string name, Precision precision, float[] ours, float[] expected)
    {
        Assert.Equal(expected.Length, ours.Length);
        if (precision == Precision.Fp32)
        {
            Assert.All(ours.Zip(expected), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-6, name));
            return;
        }

        var equal = ours.Zip(expected).Count(pair => pair.First.Equals(pair.Second));
        Assert.True(equal >= EqualShare * ours.Length, $"{name}: {equal} of {ours.Length} are equal.");
    }

    private static float[] Read(SafetensorsFile file, SafetensorsEntry entry)
    {
        var values = new float[entry.Elements];
        file.ReadFloats(entry, 0, values);
        return values;
    }

    /// <summary>The values in the order in which a checkpoint stores them.</summary>
    private static float[] Stored(Parameter parameter, float[] values)
    {
        if (parameter.Layout != ParameterLayout.Transposed)
            return values;
        var stored = new float[values.Length];
        for (var row = 0; row < parameter.Rows; row++)
        {
            for (var column = 0; column < parameter.Columns; column++)
                stored[column * parameter.Rows + row] = values[row * parameter.Columns + column];
        }

        return stored;
    }
}
