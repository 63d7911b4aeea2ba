using LoraParity.Engines;
using LoraParity.Inference.Architectures.Modules;

namespace LoraParity.Inference.Architectures;

/// <summary>A model without weights: what its layers compute, and which modules they need.</summary>
public sealed record Model
{
    /// <summary>Tokens to hidden states.</summary>
    public required IEmbeddingLayer Embedding { get; init; }

    /// <summary>The layers in order.</summary>
    public required IReadOnlyList<ILayer> Layers { get; init; }

    /// <summary>Hidden states to logits, row by row.</summary>
    public required ILayer Head { get; init; }

    /// <summary>Of which rows the head makes logits.</summary>
    public HeadRows HeadRows { get; init; } = HeadRows.All;

    /// <summary>Elements of one row of logits.</summary>
    public required int LogitsWidth { get; init; }

    /// <summary>Most tokens of one sequence, where the model has a limit that it cannot exceed; else null.</summary>
    public int? MaxPositions { get; init; }

    /// <summary>Modules whose weight is another module's (path to path): a tied <c>lm_head</c>.</summary>
    public IReadOnlyDictionary<string, string> Ties { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Other places in which checkpoints hold a parameter, most usual first: without the base model's prefix, under an older
    /// version's name, inside a larger model. Each place is a list of tensors that, stacked by rows, are the parameter.
    /// The parameter's own name is always tried first.
    /// </summary>
    public Func<Parameter, IEnumerable<IReadOnlyList<string>>> Aliases { get; init; } = _ => [];

    /// <summary>What one row of logits stands for.</summary>
    public OutputKind Output => HeadRows == HeadRows.All ? OutputKind.NextToken : OutputKind.Labels;

    /// <summary>All modules in the model's order.</summary>
    public IEnumerable<Module> Modules => Embedding.Modules.Concat(Layers.SelectMany(layer => layer.Modules)).Concat(Head.Modules);

    /// <summary>What adapters need to know of all modules.</summary>
    public IReadOnlyList<ModuleInfo> Describe() =>
        [.. Modules.Select(module => module.Describe() with { TiedTo = Ties.GetValueOrDefault(module.Path) })];
}
