using static Onair.Aws.Generator.Emit.Naming;

namespace Onair.Aws.Generator.Emit;

/// <summary>Enums as AWS's constant classes: a value that the model does not know yet is kept, not rejected.</summary>
internal static class EnumEmitter
{
    public static string Emit(ServiceContext service)
    {
        var code = new CodeWriter(service.Namespace, "Amazon.Runtime");
        foreach (var shape in service.Graph.Enums)
        {
            var name = Pascal(shape);
            code.Block($"public class {name} : ConstantClass", () =>
            {
                foreach (var value in service.Model.Shape(shape).Enum!)
                    code.Line($"public static readonly {name} {EnumMember(value)} = new({Literal(value)});");
                code.Line($"public {name}(string value) : base(value) {{ }}");
                code.Line($"public static {name} FindValue(string value) => FindValue<{name}>(value);");
                code.Line($"public static implicit operator {name}(string value) => FindValue(value);");
            });
        }
        return code.ToString();
    }
}
