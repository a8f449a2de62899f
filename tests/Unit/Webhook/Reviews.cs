using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Api.VideoAssets;
using Onair.Webhook.Admission;

namespace Onair.Tests.Unit.Webhook;

/// <summary>Objects and the requests about them.</summary>
internal static class Reviews
{
    public static LiveStream Stream(Action<LiveStream>? with = null)
    {
        var stream = new LiveStream
        {
            ApiVersion = "onair.dev/v1alpha1",
            Kind = "LiveStream",
            Metadata = new() { Name = "demo", NamespaceProperty = "media", Uid = "4ae6ba4c" },
            Spec = new() { ProviderRef = new() { Name = "aws" } },
        };
        with?.Invoke(stream);
        return stream;
    }

    public static MediaProvider Provider(string name = "aws", Action<MediaProvider>? with = null)
    {
        var provider = new MediaProvider
        {
            ApiVersion = "onair.dev/v1alpha1",
            Kind = "MediaProvider",
            Metadata = new() { Name = name, Uid = $"uid-of-{name}" },
            Spec = new() { Aws = new() { Region = "us-east-1", ArchiveBucket = "archive", DistributionId = "E1" } },
        };
        with?.Invoke(provider);
        return provider;
    }

    public static void MakeDefault(MediaProvider provider) => provider.Metadata.Annotations = new Dictionary<string, string> { [Annotations.IsDefaultProvider] = "true" };

    /// <summary>The stream has a session, and a condition when one is named.</summary>
    public static LiveStream OnAir(LiveStream stream, string? condition = null)
    {
        stream.Status = new()
        {
            CurrentSessionId = "s1",
            Run = new() { State = RunState.Running },
            Resources = new() { Provider = "aws", ChannelId = "1234567" },
            Conditions = condition is null ? [] : [new() { Type = condition, Status = ConditionStatus.True }],
        };
        return stream;
    }

    public static AdmissionRequest Create(LiveStream stream) => Request("CREATE", Json(stream), default);

    public static AdmissionRequest Update(LiveStream before, LiveStream after) => Request("UPDATE", Json(after), Json(before));

    public static AdmissionRequest Delete(LiveStream stream) => Request("DELETE", default, Json(stream));

    public static AdmissionRequest Create(MediaProvider provider) => Request("CREATE", Json(provider), default);

    public static AdmissionRequest Update(MediaProvider before, MediaProvider after) => Request("UPDATE", Json(after), Json(before));

    public static AdmissionRequest Delete(MediaProvider provider) => Request("DELETE", default, Json(provider));

    public static AdmissionRequest Create(ArchiveSplit split) => Request("CREATE", Json(split), default);

    public static AdmissionRequest Update(ArchiveSplit before, ArchiveSplit after) => Request("UPDATE", Json(after), Json(before));

    public static AdmissionRequest Create(IvsChannel channel) => Request("CREATE", Json(channel), default);

    public static AdmissionRequest Update(IvsChannel before, IvsChannel after) => Request("UPDATE", Json(after), Json(before));

    public static AdmissionRequest Delete(IvsChannel channel) => Request("DELETE", default, Json(channel));

    public static AdmissionRequest Create(VideoAsset asset) => Request("CREATE", Json(asset), default);

    public static AdmissionRequest Update(VideoAsset before, VideoAsset after) => Request("UPDATE", Json(after), Json(before));

    public static AdmissionRequest Create(EventSink sink) => Request("CREATE", Json(sink), default);

    public static AdmissionRequest Update(EventSink before, EventSink after) => Request("UPDATE", Json(after), Json(before));

    public static AdmissionRequest Request(string operation, JsonElement obj, JsonElement old) => new()
    {
        Uid = "705ab4f5",
        Operation = operation,
        Name = (obj.IsAbsent() ? old : obj).Member("metadata").Member("name").GetString(),
        Namespace = "media",
        Object = obj,
        OldObject = old,
    };

    public static JsonElement Json(LiveStream stream) => JsonSerializer.SerializeToElement(stream, OnairResources.LiveStreams.TypeInfo);

    public static JsonElement Json(MediaProvider provider) => JsonSerializer.SerializeToElement(provider, OnairResources.MediaProviders.TypeInfo);

    public static JsonElement Json(ArchiveSplit split) => JsonSerializer.SerializeToElement(split, OnairResources.ArchiveSplits.TypeInfo);

    public static JsonElement Json(IvsChannel channel) => JsonSerializer.SerializeToElement(channel, OnairResources.IvsChannels.TypeInfo);

    public static JsonElement Json(VideoAsset asset) => JsonSerializer.SerializeToElement(asset, OnairResources.VideoAssets.TypeInfo);

    public static JsonElement Json(EventSink sink) => JsonSerializer.SerializeToElement(sink, OnairResources.EventSinks.TypeInfo);

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    /// <summary>A whole review as the API server sends it.</summary>
    public static string Review(AdmissionRequest request, string kind = "LiveStream", string plural = "livestreams") => new JsonObject
    {
        ["apiVersion"] = "admission.k8s.io/v1",
        ["kind"] = "AdmissionReview",
        ["request"] = new JsonObject
        {
            ["uid"] = request.Uid,
            ["kind"] = new JsonObject { ["group"] = "onair.dev", ["version"] = "v1alpha1", ["kind"] = kind },
            ["resource"] = new JsonObject { ["group"] = "onair.dev", ["version"] = "v1alpha1", ["resource"] = plural },
            ["name"] = request.Name,
            ["namespace"] = request.Namespace,
            ["operation"] = request.Operation,
            ["userInfo"] = new JsonObject { ["username"] = "jane" },
            ["object"] = Node(request.Object),
            ["oldObject"] = Node(request.OldObject),
            ["dryRun"] = false,
            ["options"] = new JsonObject { ["kind"] = "CreateOptions" },
        },
    }.ToJsonString();

    /// <summary>The same edit, of a copy.</summary>
    public static LiveStream With(this LiveStream stream, Action<LiveStreamSpec> edit)
    {
        var copy = Copy(stream, OnairResources.LiveStreams.TypeInfo);
        edit(copy.Spec);
        return copy;
    }

    public static MediaProvider With(this MediaProvider provider, Action<MediaProvider> edit)
    {
        var copy = Copy(provider, OnairResources.MediaProviders.TypeInfo);
        edit(copy);
        return copy;
    }

    private static T Copy<T>(T obj, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(JsonSerializer.Serialize(obj, type), type)!;

    private static JsonNode? Node(JsonElement json) => json.IsAbsent() ? null : JsonNode.Parse(json.GetRawText());
}
