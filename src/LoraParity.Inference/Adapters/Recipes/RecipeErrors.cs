using LoraParity.Diagnostics;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>What reading recipes on several threads found wrong.</summary>
internal static class RecipeErrors
{
    /// <summary>The first of the user's errors among what threads threw, as one thread would have thrown it; null where there is none.</summary>
    public static InputException? Input(this AggregateException thrown) =>
        thrown.Flatten().InnerExceptions.OfType<InputException>().FirstOrDefault() is { } first ? new InputException(first.Diagnostics) : null;
}
