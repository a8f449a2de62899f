using System.Text.RegularExpressions;
using Onair.Aws.ServiceModels;

namespace Onair.Emulator.Protocol;

/// <summary>One type of a service model.</summary>
internal sealed record Shape
{
    public required string Name { get; init; }

    /// <summary>structure, list, map, string, integer, long, double, float, boolean, timestamp or blob.</summary>
    public required string Type { get; init; }

    /// <summary>Members in model order; empty unless a structure.</summary>
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

    /// <summary>A secret: its value must not appear in messages.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Wire name of the member that is the whole body.</summary>
    public string? Payload { get; init; }

    /// <summary>Status of an error shape.</summary>
    public int? ErrorStatus { get; init; }

    public Member? MemberNamed(string wireName) => Members.FirstOrDefault(m => m.WireName == wireName);

    public static Shape Of(string name, ShapeModel model)
    {
        var members = model.Members.ToDictionary(m => m.Key, m => Member.Of(m.Key, m.Value), StringComparer.Ordinal);
        var limits = NameLimits.Of(name);
        return new Shape
        {
            Name = name,
            Type = model.Type,
            Members = [.. members.Values],
            Required = model.Required.Select(r => members[r].WireName).ToHashSet(StringComparer.Ordinal),
            Element = (model.Member ?? model.Value) is { } element ? Member.Of("member", element) : null,
            Enum = model.Enum ?? [],
            Min = model.Min ?? limits.Min,
            Max = model.Max ?? limits.Max,
            Pattern = model.Pattern is { } pattern ? new Regex($"^(?:{Mended(pattern)})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) : null,
            Payload = model.Payload is { } payload ? members[payload].WireName : null,
            ErrorStatus = StatusOf(model),
            IsSensitive = model.Sensitive,
        };
    }

    // The pattern of ResourceArn in IVS's model lacks a "+": no ARN fits it. Those of the Chime SDK escape "_", which .NET refuses.
    private static string Mended(string pattern) =>
        pattern.Replace(":[a-z-]/", ":[a-z-]+/", StringComparison.Ordinal).Replace(@"\_", "_", StringComparison.Ordinal);

    private static int? StatusOf(ShapeModel model)
    {
        if (model.Error?.HttpStatusCode is { } status) return status;
        if (!model.Exception) return null;
        return model.Fault ? StatusCodes.Status500InternalServerError : StatusCodes.Status400BadRequest;
    }
}
