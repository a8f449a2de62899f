using System.ComponentModel.DataAnnotations;
using Onair.Api.Schema;

namespace Onair.Api.Common;

/// <summary>Limits that stop a forgotten channel.</summary>
public sealed record CostGuardSpec
{
    /// <summary>Longest run, e.g. <c>8h</c>. Absent: no limit.</summary>
    [RegularExpression(Patterns.Duration), MinSize(2)]
    public string? MaxRunDuration { get; set; }

    /// <summary>How long a channel may run without input, e.g. <c>15m</c>. Absent: no limit.</summary>
    [RegularExpression(Patterns.Duration), MinSize(2)]
    public string? NoInputTimeout { get; set; }
}
