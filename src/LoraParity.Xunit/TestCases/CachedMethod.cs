using System.Collections.Concurrent;
using System.Reflection;
using Xunit.Abstractions;

namespace LoraParity.Xunit.TestCases;

/// <summary>
/// A method that looks up its attributes once. The framework asks for them anew for each case, and one method of a suite has
/// thousands.
/// </summary>
internal sealed class CachedMethod(IReflectionMethodInfo inner) : IReflectionMethodInfo
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<IAttributeInfo>> _attributes = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public bool IsAbstract => inner.IsAbstract;

    /// <inheritdoc />
    public bool IsGenericMethodDefinition => inner.IsGenericMethodDefinition;

    /// <inheritdoc />
    public bool IsPublic => inner.IsPublic;

    /// <inheritdoc />
    public bool IsStatic => inner.IsStatic;

    /// <inheritdoc />
    public string Name => inner.Name;

    /// <inheritdoc />
    public ITypeInfo ReturnType => inner.ReturnType;

    /// <inheritdoc />
    public ITypeInfo Type => inner.Type;

    /// <inheritdoc />
    public MethodInfo MethodInfo => inner.MethodInfo;

    /// <summary>A method with its attributes cached, where it is one of a loaded assembly.</summary>
    public static IMethodInfo Of(IMethodInfo method) => method is IReflectionMethodInfo loaded ? new CachedMethod(loaded) : method;

    /// <inheritdoc />
    public IEnumerable<IAttributeInfo> GetCustomAttributes(string assemblyQualifiedAttributeTypeName) =>
        _attributes.GetOrAdd(assemblyQualifiedAttributeTypeName, name => [.. inner.GetCustomAttributes(name)]);

    /// <inheritdoc />
    public IEnumerable<ITypeInfo> GetGenericArguments() => inner.GetGenericArguments();

    /// <inheritdoc />
    public IEnumerable<IParameterInfo> GetParameters() => inner.GetParameters();

    /// <inheritdoc />
    public IMethodInfo MakeGenericMethod(params ITypeInfo[] typeArguments) => inner.MakeGenericMethod(typeArguments);
}
