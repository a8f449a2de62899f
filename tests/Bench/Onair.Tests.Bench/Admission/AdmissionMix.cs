using System.Text.Json.Nodes;

namespace Onair.Tests.Bench.Admission;

/// <summary>The calls of the load, in their order: of the examples as the API server has them, defaults and managed fields included.</summary>
internal static class AdmissionMix
{
    private const string Mutate = "/mutate/livestreams";
    private const string Filled = "JSONPatch";
    private const string Validate = "/validate/livestreams";

    /// <param name="demo">A stream of push, with renditions of its own.</param>
    /// <param name="show">A stream with a schedule and encryption.</param>
    /// <param name="provider">The provider of both.</param>
    public static IReadOnlyList<AdmissionCall> Of(JsonNode demo, JsonNode show, JsonNode provider)
    {
        var onAir = With(demo, o => (o["spec"]!["onAirGuard"], o["status"]) = (true, JsonNode.Parse(OnAir)));
        var louder = With(onAir, o => o["spec"]!["encoder"]!["renditions"]![0]!["bitrate"] = 3_000_000);
        var longer = With(show, o => o["spec"]!["schedule"]![1]!["stop"] = "2027-05-04T18:00:00+02:00");
        AdmissionCall[] changes =
        [
            AdmissionCall.Of("mutate CREATE", Mutate, "CREATE", null, New(demo, withProvider: false), says: Filled),
            AdmissionCall.Of("validate CREATE", Validate, "CREATE", null, New(demo)),
            AdmissionCall.Of("mutate UPDATE", Mutate, "UPDATE", show, longer),
            AdmissionCall.Of("validate UPDATE", Validate, "UPDATE", show, longer),
            AdmissionCall.Of("mutate CREATE", Mutate, "CREATE", null, New(show, withProvider: false), says: Filled),
            AdmissionCall.Of("validate CREATE", Validate, "CREATE", null, New(show)),
            AdmissionCall.Of("mutate UPDATE", Mutate, "UPDATE", onAir, louder),
            AdmissionCall.Of("validate UPDATE on air", Validate, "UPDATE", onAir, louder, says: "wait until the channel is stopped"),
        ];
        return
        [
            .. changes,
            AdmissionCall.Of("validate CREATE, refused", Validate, "CREATE", null, Wrong(demo), allowed: false, says: "is invalid: ["),
            AdmissionCall.Of("validate DELETE", Validate, "DELETE", show, null),
            .. changes,
            AdmissionCall.Of("validate CREATE, refused", Validate, "CREATE", null, Wrong(demo), allowed: false, says: "is invalid: ["),
            AdmissionCall.Of("validate DELETE on air, refused", Validate, "DELETE", onAir, null, allowed: false, says: "is receiving video"),
            AdmissionCall.Of("validate DELETE of a provider in use, refused", "/validate/mediaproviders", "DELETE", provider, null, allowed: false, says: "is used by 3 LiveStreams"),
        ];
    }

    /// <summary>A stream as somebody creates it.</summary>
    public static JsonNode New(JsonNode stream, bool withProvider = true) => With(stream, o =>
    {
        foreach (var server in new[] { "resourceVersion", "selfLink" }) o["metadata"]!.AsObject().Remove(server);
        o.AsObject().Remove("status");
        if (!withProvider) o["spec"]!.AsObject().Remove("providerRef");
    });

    /// <summary>Five mistakes at once.</summary>
    private static JsonNode Wrong(JsonNode stream) => With(New(stream), o =>
    {
        var spec = o["spec"]!;
        spec["encoder"]!["renditions"]![1] = spec["encoder"]!["renditions"]![0]!.DeepClone();
        (spec["packaging"]!["segmentSeconds"], spec["packaging"]!["playlistWindowSeconds"], spec["packaging"]!["startoverWindowSeconds"]) = (10, 20, 15);
        spec["archive"]!["path"] = "s3://{bucket}/{uid}";
        spec["schedule"] = new JsonArray(new JsonObject { ["start"] = "2027-05-04T12:00:00Z", ["stop"] = "2027-05-04T12:00:00Z" });
    });

    private static JsonNode With(JsonNode stored, Action<JsonNode> edit)
    {
        var copy = stored.DeepClone();
        edit(copy);
        return copy;
    }

    // What the operator records of a channel that receives video.
    private const string OnAir = """
        {
          "observedGeneration": 1,
          "phase": "OnAir",
          "conditions": [
            {"type": "Ready", "status": "True", "observedGeneration": 1, "lastTransitionTime": "2026-11-20T10:00:00Z", "reason": "Running", "message": "the channel runs"},
            {"type": "Receiving", "status": "True", "observedGeneration": 1, "lastTransitionTime": "2026-11-20T10:00:40Z", "reason": "Receiving", "message": "video arrives"}
          ],
          "ingest": {"endpoints": ["rtmp://203.0.113.7:1935/live"], "streamKeySecretRef": {"name": "demo-stream-key", "key": "url-0"}},
          "playback": {"url": "https://0123456789.mediapackage.us-east-1.amazonaws.com/out/v1/0/index.m3u8"},
          "currentSessionId": "20261120T100000Z-1f2e3d",
          "sessions": [{"id": "20261120T100000Z-1f2e3d", "startedAt": "2026-11-20T10:00:00Z", "runningAt": "2026-11-20T10:00:30Z"}],
          "resources": {
            "provider": "emulator", "channelId": "1234567", "inputId": "7654321", "inputSecurityGroupId": "2345678",
            "packageChannelId": "onair-demo", "packageEndpointId": "onair-demo-hls", "input": {"type": "RtmpPush", "redundancy": "Single"}
          }
        }
        """;
}
