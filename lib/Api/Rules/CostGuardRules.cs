using Onair.Api.Common;

namespace Onair.Api.Rules;

/// <summary>The limits of a cost guard, of a LiveStream or of a provider's defaults.</summary>
internal static class CostGuardRules
{
    /// <summary>Zero would stop every run at once.</summary>
    public static IEnumerable<Violation> Positive(string field, CostGuardSpec? guard) =>
        new[] { ($"{field}.maxRunDuration", guard?.MaxRunDuration), ($"{field}.noInputTimeout", guard?.NoInputTimeout) }
            .SelectMany(limit => Positive(limit.Item1, limit.Item2));

    public static IEnumerable<Violation> Positive(string field, string? duration)
    {
        if (duration is not null && !(Duration.Parse(duration) > TimeSpan.Zero)) yield return new(field, duration, "must be longer than zero");
    }
}
