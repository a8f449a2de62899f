using System.Text.Json;
using System.Text.RegularExpressions;

namespace Onair.VideoActions.Paths;

/// <summary>The condition of a filter.</summary>
internal abstract record PathCondition
{
    /// <summary>Whether it holds for a value, <c>@</c>.</summary>
    public abstract bool Holds(JsonElement value);
}

/// <summary><c>@.name</c>: the path finds something.</summary>
internal sealed record Found(PathOperand Operand) : PathCondition
{
    public override bool Holds(JsonElement value) => Operand.Of(value).Any();
}

/// <summary><c>a &amp;&amp; b</c>.</summary>
internal sealed record Both(PathCondition Left, PathCondition Right) : PathCondition
{
    public override bool Holds(JsonElement value) => Left.Holds(value) && Right.Holds(value);
}

/// <summary><c>a || b</c>.</summary>
internal sealed record Either(PathCondition Left, PathCondition Right) : PathCondition
{
    public override bool Holds(JsonElement value) => Left.Holds(value) || Right.Holds(value);
}

/// <summary><c>@.name =~ /pattern/</c>.</summary>
internal sealed record Matches(PathOperand Left, Regex Pattern) : PathCondition
{
    public override bool Holds(JsonElement value) => Left.Of(value).Any(left => left.ValueKind == JsonValueKind.String && Pattern.IsMatch(left.GetString()!));
}

/// <summary><c>a == b</c> and the other comparisons: any value of one side with any of the other.</summary>
internal sealed record Comparison(PathOperand Left, string Operator, PathOperand Right) : PathCondition
{
    public override bool Holds(JsonElement value) => Left.Of(value).Any(left => Right.Of(value).Any(right => Holds(left, right)));

    private bool Holds(JsonElement left, JsonElement right) => Operator switch
    {
        "==" or "===" => IsEqual(left, right),
        "!=" or "<>" => !IsEqual(left, right),
        "!==" => !IsContainer(left) && !IsContainer(right) && !IsEqual(left, right),
        "<" => Order(left, right) < 0,
        "<=" => Order(left, right) <= 0,
        ">" => Order(left, right) > 0,
        _ => Order(left, right) >= 0,
    };

    private static bool IsEqual(JsonElement left, JsonElement right) =>
        !IsContainer(left) && left.ValueKind == right.ValueKind
        && (left.ValueKind is not (JsonValueKind.Number or JsonValueKind.String) || Order(left, right) == 0);

    private static bool IsContainer(JsonElement value) => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    // Null, which no comparison holds for, when the types have no order.
    private static int? Order(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => left.GetDouble().CompareTo(right.GetDouble()),
        (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(left.GetString(), right.GetString()),
        _ => null,
    };
}

/// <summary>One side of a comparison.</summary>
/// <param name="Literal">A literal; null for a path.</param>
/// <param name="Path">The path from <c>@</c>.</param>
internal sealed record PathOperand(JsonElement? Literal, JsonPath? Path)
{
    public IEnumerable<JsonElement> Of(JsonElement value) => Literal is { } literal ? [literal] : Path!.Select(value);
}
