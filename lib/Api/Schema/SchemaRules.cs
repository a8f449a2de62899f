namespace Onair.Api.Schema;

/// <summary>The value must be a multiple of a number, e.g. of 2 for the dimensions of 4:2:0 video.</summary>
/// <param name="divisor">The number that the value must be a multiple of.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MultipleOfAttribute(int divisor) : Attribute
{
    /// <summary>The number that the value must be a multiple of.</summary>
    public int Divisor => divisor;
}

/// <summary>
/// The fewest characters of a text, or items of a list. The framework's own MinLengthAttribute validates by reflection, which native code lacks.
/// </summary>
/// <param name="size">The minimum.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MinSizeAttribute(int size) : Attribute
{
    /// <summary>The minimum.</summary>
    public int Size => size;
}

/// <summary>The most characters of a text, or items of a list.</summary>
/// <param name="size">The maximum.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MaxSizeAttribute(int size) : Attribute
{
    /// <summary>The maximum.</summary>
    public int Size => size;
}

/// <summary>Each string in the list must match a pattern.</summary>
/// <param name="pattern">An ECMA 262 regular expression.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemPatternAttribute(string pattern) : Attribute
{
    /// <summary>An ECMA 262 regular expression.</summary>
    public string Pattern => pattern;
}

/// <summary>The list is a map whose key is one field of its items (<c>x-kubernetes-list-type: map</c>).</summary>
/// <param name="key">The field that is unique in the list.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListMapKeyAttribute(string key) : Attribute
{
    /// <summary>The field that is unique in the list.</summary>
    public string Key => key;
}

/// <summary>
/// The schema accepts any JSON for this type, because a structural schema cannot express what is valid. Its rules do.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnyJsonAttribute : Attribute;
