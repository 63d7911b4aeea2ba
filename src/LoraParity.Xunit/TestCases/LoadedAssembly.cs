using System.Reflection;
using Xunit.Abstractions;

namespace LoraParity.Xunit.TestCases;

/// <summary>Finds the assembly behind the framework's view of it.</summary>
internal static class LoadedAssembly
{
    /// <summary>The assembly of a test method.</summary>
    public static Assembly Of(ITestMethod method)
    {
        var assembly = method.TestClass.Class.Assembly;
        return assembly is IReflectionAssemblyInfo { Assembly: var loaded } ? loaded : Named(assembly.Name);
    }

    /// <summary>The assembly of a name, loaded if it is not yet.</summary>
    public static Assembly Named(string name) => Assembly.Load(new AssemblyName(name));
}
