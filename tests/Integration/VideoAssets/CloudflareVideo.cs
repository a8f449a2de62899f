using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.VideoAssets;

/// <summary>A video of <see cref="CloudflareStream"/>.</summary>
internal sealed record CloudflareVideo(string Uid, string? Creator, string State, bool RequireSignedUrls, string? Name)
{
    public long Size { get; init; }

    /// <summary>In seconds; -1 as long as it is not known.</summary>
    public double Duration { get; init; } = -1;

    public string? Error { get; init; }

    public JsonObject Json() => new()
    {
        ["uid"] = Uid,
        ["creator"] = Creator,
        ["readyToStream"] = State == "ready",
        ["requireSignedURLs"] = RequireSignedUrls,
        ["status"] = new JsonObject
        {
            ["state"] = State,
            ["pctComplete"] = State == "ready" ? "100" : "0",
            ["errorReasonCode"] = Error is null ? "" : "ERR_NON_VIDEO",
            ["errorReasonText"] = Error ?? "",
        },
        ["meta"] = new JsonObject { ["name"] = Name },
        ["duration"] = Duration,
        ["size"] = Size,
        ["input"] = new JsonObject { ["width"] = Duration < 0 ? -1 : 1920, ["height"] = Duration < 0 ? -1 : 1080 },
    };
}
