using System.Reflection;
using System.Reflection.Emit;
using LoraParity.Engines;
using LoraParity.Plans;
using Microsoft.Extensions.Logging;

namespace LoraParity.Core.Tests.Engines.Installed;

/// <summary>
/// Writes an engine assembly into a folder, with a second assembly that its factory needs: nothing of either is in the test
/// process's own list of dependencies, as with an engine that is put beside the tool.
/// </summary>
internal static class EmittedEngine
{
    public static void Write(string folder, string name)
    {
        var dependency = new PersistedAssemblyBuilder(new AssemblyName($"{name}Needs"), typeof(object).Assembly);
        var needed = dependency.DefineDynamicModule("m").DefineType("Needed", TypeAttributes.Public);
        var answer = needed.DefineMethod("Name", MethodAttributes.Public | MethodAttributes.Static, typeof(string), []);
        Return(answer.GetILGenerator(), il => il.Emit(OpCodes.Ldstr, name));
        needed.CreateType();
        dependency.Save(Path.Combine(folder, $"{name}Needs.dll"));

        var engine = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        var factory = Factory(engine.DefineDynamicModule("m"), answer);
        engine.SetCustomAttribute(new CustomAttributeBuilder(typeof(ParityEngineAttribute).GetConstructor([typeof(Type)])!, [factory]));
        engine.Save(Path.Combine(folder, $"{name}.dll"));
    }

    private static TypeBuilder Factory(ModuleBuilder module, MethodInfo name)
    {
        var type = module.DefineType("Factory", TypeAttributes.Public, typeof(object), [typeof(IParityEngineFactory)]);
        Implement(type, "get_Name", typeof(string), [], il => il.Emit(OpCodes.Call, name));
        Implement(type, "get_Priority", typeof(int), [], il => il.Emit(OpCodes.Ldc_I4_M1));
        Implement(type, nameof(IParityEngineFactory.WhyUnavailable), typeof(string), [typeof(EngineSettings)], il => il.Emit(OpCodes.Ldnull));
        Implement(
            type, nameof(IParityEngineFactory.Create), typeof(IParityEngine), [typeof(EngineSettings), typeof(ILoggerFactory)], il => il.Emit(OpCodes.Ldnull));
        type.DefineDefaultConstructor(MethodAttributes.Public);
        type.CreateType();
        return type;
    }

    private static void Implement(TypeBuilder type, string name, Type result, Type[] parameters, Action<ILGenerator> body) =>
        Return(type.DefineMethod(name, MethodAttributes.Public | MethodAttributes.Virtual, result, parameters).GetILGenerator(), body);

    private static void Return(ILGenerator il, Action<ILGenerator> body)
    {
        body(il);
        il.Emit(OpCodes.Ret);
    }
}
