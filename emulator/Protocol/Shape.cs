using System.Text.RegularExpressions;

namespace Onair.Emulator.Protocol;

/// <summary>Where a member of a structure travels in an HTTP message.</summary>
public enum MemberLocation
{
    Body,
    Uri,
    QueryString,
    Header,
}

/// <summary>A member of a structure, or the element of a list.</summary>
/// <param name="Name">Name in the model.</param>
/// <param name="WireName">Name on the wire; inside the emulator every document uses wire names.</param>
/// <param name="Shape">Name of the member's shape.</param>
/// <param name="Location">Where it travels.</param>
public sealed record Member(string Name, string WireName, string Shape, MemberLocation Location);

/// <summary>One type of a service model.</summary>
public sealed record Shape
{
    public required string Name { get; init; }

    /// <summary>structure, list, map, string, integer, long, double, float, boolean, timestamp or blob.</summary>
    public required string Type { get; init; }

    /// <summary>Members by wire name, in model order; empty unless a structure.</summary>
    public IReadOnlyList<Member> Members { get; init; } = [];

    /// <summary>Wire names that must be present.</summary>
    public IReadOnlySet<string> Required { get; init; } = new HashSet<string>();

    /// <summary>Element of a list, value of a map.</summary>
    public Member? Element { get; init; }

    public IReadOnlyList<string> Enum { get; init; } = [];

    /// <summary>Least value, length or count.</summary>
    public double? Min { get; init; }

    /// <summary>Greatest value, length or count.</summary>
    public double? Max { get; init; }

    public Regex? Pattern { get; init; }

    /// <summary>A secret: its value is in no message.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Wire name of the member that is the whole body.</summary>
    public string? Payload { get; init; }

    /// <summary>Status of an error shape.</summary>
    public int? ErrorStatus { get; init; }

    public Member? MemberNamed(string wireName) => Members.FirstOrDefault(m => m.WireName == wireName);
}
