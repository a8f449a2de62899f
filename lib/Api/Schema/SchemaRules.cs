namespace Onair.Api.Schema;

/// <summary>The value must be a multiple, e.g. 2 for the sides of a 4:2:0 picture.</summary>
/// <param name="divisor">What the value is a multiple of.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MultipleOfAttribute(int divisor) : Attribute
{
    /// <summary>What the value is a multiple of.</summary>
    public int Divisor => divisor;
}

/// <summary>Each string of a list must match.</summary>
/// <param name="pattern">An ECMA 262 regular expression.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemPatternAttribute(string pattern) : Attribute
{
    /// <summary>An ECMA 262 regular expression.</summary>
    public string Pattern => pattern;
}

/// <summary>The list is a map keyed by one member of its items (<c>x-kubernetes-list-type: map</c>).</summary>
/// <param name="key">The member that is unique.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListMapKeyAttribute(string key) : Attribute
{
    /// <summary>The member that is unique.</summary>
    public string Key => key;
}

/// <summary>
/// The type takes any JSON in the schema, because no structural schema says what it takes: its rules do.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnyJsonAttribute : Attribute;
