namespace LoraParity.Engines;

/// <summary>Announces an engine that lives in this assembly, so that hosts find it in the output folder at run time.</summary>
/// <param name="factory">A public type that implements <see cref="IParityEngineFactory"/>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ParityEngineAttribute(Type factory) : Attribute
{
    /// <summary>The factory's type.</summary>
    public Type Factory { get; } = factory;
}
