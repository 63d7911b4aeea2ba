using System.Reflection;
using LoraParity.Diagnostics;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>All known families: those that loaded assemblies announce, then the built-in ones.</summary>
public static class ModelFamilies
{
    private static readonly IModelFamily[] BuiltIn =
    [
        new LlamaFamily(), new MistralFamily(), new Qwen2Family(), new Qwen3Family(), new Gemma2Family(), new Gemma3Family(), new Phi3Family(),
        new Gpt2Family(), new MixtralFamily(), new Qwen3MoeFamily(), new MiniCpmVFamily(), new BertFamily(), new RobertaFamily(),
        new DistilBertFamily(),
    ];

    /// <summary>The model of a checkpoint's config.</summary>
    /// <exception cref="InputException">No family knows it, or the family cannot compute a value of it.</exception>
    public static Model Build(ModelConfig config)
    {
        var families = Announced().Select(type => (IModelFamily)Activator.CreateInstance(type)!).Concat(BuiltIn).ToList();
        var family = families.Find(candidate => candidate.Accepts(config));
        return family?.Build(config) ?? throw new InputException(
            $"The architecture '{config.ModelType}' ({string.Join(", ", config.Architectures)}) in '{config.Root.File}' is unknown; known are {string.Join(", ", families.Select(known => known.Name))}, and a test project can announce its own with [assembly: ModelFamily(typeof(…))].");
    }

    /// <summary>The families that loaded assemblies announce.</summary>
    internal static IEnumerable<Type> Announced() =>
        AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic)
            .OrderBy(assembly => assembly.FullName, StringComparer.Ordinal)
            .SelectMany(assembly => assembly.GetCustomAttributes<ModelFamilyAttribute>())
            .Select(announced => announced.Family);
}
