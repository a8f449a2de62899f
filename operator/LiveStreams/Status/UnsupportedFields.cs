using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Status;

/// <summary>Fields that the schema has and this version does not act on yet; the status says so rather than nothing.</summary>
internal static class UnsupportedFields
{
    public static IReadOnlyList<string> Of(LiveStreamSpec spec)
    {
        var fields = new List<string>();
        if (spec.OnAirGuard) fields.Add("spec.onAirGuard");
        return fields;
    }
}
