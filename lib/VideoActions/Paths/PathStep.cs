using System.Text.Json;

namespace Onair.VideoActions.Paths;

/// <summary>A step of a JSONPath: from a value to those that it selects.</summary>
internal abstract record PathStep
{
    public abstract IEnumerable<JsonElement> From(JsonElement value);

    /// <summary>A value and all values in it, in the order of the text.</summary>
    protected static IEnumerable<JsonElement> Descendants(JsonElement value) => Children(value).SelectMany(Descendants).Prepend(value);

    protected static IEnumerable<JsonElement> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    protected static IEnumerable<JsonProperty> Members(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : [];

    private static IEnumerable<JsonElement> Children(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? Members(value).Select(member => member.Value) : Items(value);
}

/// <summary><c>.name</c>, <c>['a','b']</c>: members of an object.</summary>
internal sealed record MemberStep(IReadOnlyList<string> Names) : PathStep
{
    public override IEnumerable<JsonElement> From(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) yield break;
        foreach (var name in Names)
            if (value.TryGetProperty(name, out var member)) yield return member;
    }
}

/// <summary><c>..name</c>: members of that name at any depth, in the order of the text.</summary>
internal sealed record DescendantMemberStep(IReadOnlyList<string> Names) : PathStep
{
    public override IEnumerable<JsonElement> From(JsonElement value)
    {
        foreach (var member in Members(value))
        {
            if (Names.Any(name => member.NameEquals(name))) yield return member.Value;
            foreach (var found in From(member.Value)) yield return found;
        }

        foreach (var found in Items(value).SelectMany(From)) yield return found;
    }
}

/// <summary><c>.*</c>: all members of an object.</summary>
internal sealed record AllMembersStep : PathStep
{
    public override IEnumerable<JsonElement> From(JsonElement value) => Members(value).Select(member => member.Value);
}

/// <summary><c>..*</c>, and <c>..</c> before a bracket: a value and all values in it.</summary>
internal sealed record DescendantsStep : PathStep
{
    public override IEnumerable<JsonElement> From(JsonElement value) => Descendants(value);
}

/// <summary><c>[*]</c>: all items of a list.</summary>
internal sealed record AllItemsStep : PathStep
{
    public override IEnumerable<JsonElement> From(JsonElement value) => Items(value);
}

/// <summary><c>[0]</c>, <c>[0,2]</c>, <c>[-1]</c>: items of a list; a negative index counts from its end.</summary>
internal sealed record IndexStep(IReadOnlyList<int> Indexes) : PathStep
{
    public override IEnumerable<JsonElement> From(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) yield break;
        var length = value.GetArrayLength();
        foreach (var index in Indexes.Select(index => index < 0 ? length + index : index))
            if (index >= 0 && index < length) yield return value[index];
    }
}

/// <summary><c>[start:end:step]</c>: part of a list, as in Python.</summary>
internal sealed record SliceStep(int? Start, int? End, int Step) : PathStep
{
    public override IEnumerable<JsonElement> From(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) yield break;
        var length = value.GetArrayLength();
        var (lowest, highest) = Step > 0 ? (0, length) : (-1, length - 1);
        int Bound(int? index, int otherwise) => index is { } at ? (int)Math.Clamp(at < 0 ? (long)length + at : at, lowest, highest) : otherwise;
        var (start, end) = Step > 0 ? (Bound(Start, lowest), Bound(End, highest)) : (Bound(Start, highest), Bound(End, lowest));
        for (long at = start; Step > 0 ? at < end : at > end; at += Step) yield return value[(int)at];
    }
}

/// <summary><c>[?(…)]</c>: the items of a list that match; after <c>..</c>, every value that matches.</summary>
internal sealed record FilterStep(PathCondition Condition, bool Self) : PathStep
{
    public override IEnumerable<JsonElement> From(JsonElement value) => (Self ? [value] : Items(value)).Where(Condition.Holds);
}
