using System.Reflection;
using System.Runtime.CompilerServices;

namespace LoraParity.TestKit;

/// <summary>An assembly's public API as lines of text: every type and member that other code can name, one a line, in order.</summary>
public static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> OfEveryRecord = ["Equals", "GetHashCode", "ToString", "PrintMembers", "Deconstruct", "<Clone>$", "op_Equality", "op_Inequality"];

    /// <summary>All lines.</summary>
    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().OrderBy(Name, StringComparer.Ordinal).SelectMany(type => Members(type).Prepend(Header(type)))];

    private static string Header(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : typeof(Delegate).IsAssignableFrom(type) ? "delegate" : IsRecord(type) ? "record" : "class";
        var modifier = type.IsInterface || type.IsValueType ? "" : type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        var bases = new[] { type.BaseType }.Where(b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum)).Cast<Type>()
            .Concat(type.GetInterfaces().Where(i => i.IsPublic && !i.Name.StartsWith("IEquatable", StringComparison.Ordinal)))
            .Select(Name).ToList();
        return $"{modifier}{kind} {type.Namespace}.{Name(type)}{(type.IsEnum || bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"    {name} = {Convert.ToInt64(Enum.Parse(type, name), null)}");
        return type.GetMembers(Declared)
            .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)) || member is PropertyInfo)
            .Where(member => !IsRecord(type) || !OfEveryRecord.Contains(member.Name) && member.Name != "EqualityContract" && !IsCopy(member, type))
            .Select(Line).OfType<string>().Order(StringComparer.Ordinal).Select(line => "    " + line);
    }

    private static string? Line(MemberInfo member) => member switch
    {
        FieldInfo { IsPublic: true } field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "")}",
        ConstructorInfo constructor when Visible(constructor) => $"{Access(constructor)}{constructor.DeclaringType!.Name}({Parameters(constructor)})",
        PropertyInfo property when Visible(property.GetMethod) || Visible(property.SetMethod) => Property(property),
        EventInfo { AddMethod.IsPublic: true } raised => $"event {Name(raised.EventHandlerType!)} {raised.Name}",
        MethodInfo { IsSpecialName: false } method when Visible(method) => Method(method),
        _ => null,
    };

    private static string Property(PropertyInfo property)
    {
        var accessors = new[] { Visible(property.GetMethod) ? "get;" : "", Setter(property.SetMethod) }.Where(text => text.Length > 0);
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(Parameter))}]" : "";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Access((property.GetMethod ?? property.SetMethod)!)}{required}{Name(property.PropertyType)} {property.Name}{index} {{ {string.Join(' ', accessors)} }}";
    }

    private static string Setter(MethodInfo? method) => !Visible(method) ? ""
        : method!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;";

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{Access(method)}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Access(MethodBase method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "")
        + (method.IsStatic ? "static " : method is { IsAbstract: true, DeclaringType.IsInterface: false } ? "abstract " : method is MethodInfo { IsVirtual: true, IsFinal: false, DeclaringType.IsInterface: false } m ? m.GetBaseDefinition() == m ? "virtual " : "override " : "");

    private static bool Visible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true, DeclaringType.IsSealed: false } or { IsFamilyOrAssembly: true, DeclaringType.IsSealed: false };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var way = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        var fallback = parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "null"}" : "";
        return $"{way}{Name(parameter.ParameterType)} {parameter.Name}{fallback}";
    }

    private static string Name(Type type)
    {
        if (type.HasElementType)
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : type.IsPointer ? "*" : "");
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        var name = type is { IsNested: true, IsGenericParameter: false } ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$", Declared) is not null;

    private static bool IsCopy(MemberInfo member, Type type) =>
        member is ConstructorInfo constructor && constructor.GetParameters() is [var only] && only.ParameterType == type;
}
