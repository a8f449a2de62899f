using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.Mux.Assets;

/// <summary>An asset as the API and the events show it.</summary>
internal static class AssetDocument
{
    public static JsonObject Of(MuxAsset asset)
    {
        var document = new JsonObject
        {
            ["id"] = asset.Id,
            ["created_at"] = asset.CreatedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["status"] = asset.Status,
            ["progress"] = Progress(asset),
            ["video_quality"] = asset.VideoQuality,
            ["encoding_tier"] = asset.VideoQuality switch { "basic" => "baseline", "plus" => "smart", _ => "premium" },
            ["master_access"] = "none",
            ["mp4_support"] = "none",
            ["max_resolution_tier"] = "1080p",
            ["ingest_type"] = asset.UploadId is null ? "on_demand_url" : "on_demand_direct_upload",
            ["playback_ids"] = new JsonArray([.. asset.PlaybackIds.Select(JsonNode (p) => new JsonObject { ["id"] = p.Id, ["policy"] = p.Policy })]),
        };
        if (asset.UploadId is not null) document["upload_id"] = asset.UploadId;
        if (asset.Passthrough is not null) document["passthrough"] = asset.Passthrough;
        if (asset.Meta is not null) document["meta"] = asset.Meta.Copy();
        if (asset.Test) document["test"] = true;
        if (asset.ErrorType is not null) document["errors"] = new JsonObject { ["type"] = asset.ErrorType, ["messages"] = new JsonArray(asset.ErrorMessage) };
        if (asset is { Status: "ready", Media: { } media }) Describe(document, media);
        return document;
    }

    /// <summary>What <c>input-info</c> answers: the input and what was found in it.</summary>
    public static JsonArray InputInfo(MuxAsset asset, string url)
    {
        var input = new JsonObject { ["settings"] = new JsonObject { ["url"] = url } };
        if (asset.Media is { } media)
        {
            var tracks = new JsonArray();
            if (media.Video is { } video)
            {
                tracks.Add((JsonNode)new JsonObject
                {
                    ["type"] = "video",
                    ["duration"] = video.Duration,
                    ["encoding"] = video.Encoding,
                    ["width"] = video.Width,
                    ["height"] = video.Height,
                    ["frame_rate"] = video.FrameRate,
                });
            }

            if (media.Audio is { } audio)
            {
                tracks.Add((JsonNode)new JsonObject
                {
                    ["type"] = "audio",
                    ["duration"] = audio.Duration,
                    ["encoding"] = audio.Encoding,
                    ["sample_rate"] = audio.SampleRate,
                    ["channels"] = audio.Channels,
                });
            }

            input["file"] = new JsonObject { ["container_format"] = media.Container, ["tracks"] = tracks };
        }

        return [input];
    }

    private static void Describe(JsonObject document, MuxMedia media)
    {
        document["duration"] = media.Duration;
        var tracks = new JsonArray();
        if (media.Video is { } video)
        {
            document["aspect_ratio"] = ResolutionNames.AspectRatio(video.Width, video.Height);
            document["max_stored_frame_rate"] = video.FrameRate;
            document["max_stored_resolution"] = ResolutionNames.Stored(video.Width, video.Height);
            document["resolution_tier"] = ResolutionNames.Tier(video.Width, video.Height);
            tracks.Add((JsonNode)new JsonObject
            {
                ["id"] = video.Id,
                ["type"] = "video",
                ["duration"] = video.Duration,
                ["max_width"] = video.Width,
                ["max_height"] = video.Height,
                ["max_frame_rate"] = video.FrameRate,
            });
        }
        else
        {
            document["max_stored_resolution"] = "Audio only";
            document["resolution_tier"] = "audio-only";
        }

        if (media.Audio is { } audio)
        {
            tracks.Add((JsonNode)new JsonObject
            {
                ["id"] = audio.Id,
                ["type"] = "audio",
                ["duration"] = audio.Duration,
                ["max_channels"] = audio.Channels,
                ["primary"] = true,
                ["status"] = "ready",
            });
        }

        document["tracks"] = tracks;
    }

    private static JsonObject Progress(MuxAsset asset) => asset.Status switch
    {
        "ready" => new() { ["state"] = "completed", ["progress"] = 100 },
        "errored" => new() { ["state"] = "errored", ["progress"] = -1 },
        _ => new() { ["state"] = asset.Media is null ? "ingesting" : "transcoding", ["progress"] = asset.Media is null ? 0 : 50 },
    };
}
