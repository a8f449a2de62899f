using System.Text;

namespace Onair.Aws.Generator.Emit;

/// <summary>AWS's own rules from model names to .NET names.</summary>
internal static class Naming
{
    private static readonly char[] EnumSeparators = [' ', '-', '/', ':', '.', '(', ')', ',', '+', '*', '$', '&'];

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>A C# string literal.</summary>
    public static string Literal(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>CloudFront's <c>AccessDenied</c> is <c>AccessDeniedException</c> in .NET.</summary>
    public static string Exception(string shape)
    {
        if (shape.EndsWith("Exception", StringComparison.Ordinal)) return shape;
        return (shape.EndsWith("Fault", StringComparison.Ordinal) ? shape[..^"Fault".Length] : shape) + "Exception";
    }

    /// <summary>The field of a constant class: <c>H264_HIGH</c> stays, <c>us-east-1</c> is <c>UsEast1</c>, <c>480P</c> is <c>_480P</c>.</summary>
    public static string EnumMember(string value)
    {
        var name = new StringBuilder();
        foreach (var part in value.Split(EnumSeparators, StringSplitOptions.RemoveEmptyEntries)) name.Append(Pascal(part));
        if (name.Length == 0 || char.IsDigit(name[0])) name.Insert(0, '_');
        return name.ToString();
    }
}
