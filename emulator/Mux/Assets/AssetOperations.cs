using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Emulator.Media;
using Onair.Emulator.Mux.Api;
using Onair.Emulator.Mux.Webhooks;
using Onair.Emulator.State;
using Onair.Guard;

namespace Onair.Emulator.Mux.Assets;

/// <summary>The API's operations on assets and their playback ids.</summary>
internal sealed class AssetOperations(
    MuxAccount account, AssetCreation creation, AssetRunner runner, EventQueue events, MediaOptions media)
{
    private const int LongestPassthrough = 255;
    private static readonly HashSet<string> Schemes = ["http", "https"];

    public void Map(MuxApi api, IEndpointRouteBuilder routes)
    {
        api.Map(routes, "POST", "/video/v1/assets", "CreateAsset", StatusCodes.Status201Created, Create);
        api.Map(routes, "GET", "/video/v1/assets", "ListAssets", StatusCodes.Status200OK, List);
        api.Map(routes, "GET", "/video/v1/assets/{id}", "GetAsset", StatusCodes.Status200OK, call => AssetDocument.Of(Find(call)));
        api.Map(routes, "PATCH", "/video/v1/assets/{id}", "UpdateAsset", StatusCodes.Status200OK, Update);
        api.Map(routes, "DELETE", "/video/v1/assets/{id}", "DeleteAsset", StatusCodes.Status204NoContent, Delete);
        api.Map(routes, "GET", "/video/v1/assets/{id}/input-info", "GetInputInfo", StatusCodes.Status200OK, InputInfo);
        api.Map(routes, "POST", "/video/v1/assets/{id}/playback-ids", "CreatePlaybackId", StatusCodes.Status201Created, CreatePlaybackId);
        api.Map(routes, "GET", "/video/v1/assets/{id}/playback-ids/{playbackId}", "GetPlaybackId", StatusCodes.Status200OK, call => Show(FindPlaybackId(Find(call), call)));
        api.Map(routes, "DELETE", "/video/v1/assets/{id}/playback-ids/{playbackId}", "DeletePlaybackId", StatusCodes.Status204NoContent, DeletePlaybackId);
        api.Map(routes, "GET", "/video/v1/playback-ids/{playbackId}", "GetPlaybackIdOwner", StatusCodes.Status200OK, PlaybackIdOwner);
    }

    private static JsonObject Show(MuxPlaybackId id) => new() { ["id"] = id.Id, ["policy"] = id.Policy };

    private static MuxPlaybackId FindPlaybackId(MuxAsset asset, MuxCall call) =>
        asset.PlaybackIds.FirstOrDefault(p => p.Id == call.Variable("playbackId")) ?? throw MuxException.NotFound();

    private JsonObject Create(MuxCall call)
    {
        var fields = Fields.Of(call.Body);
        var settings = AssetSettings.Read(fields);
        if (settings.Input is null) fields.Complain("inputs", "a list of one object with a url must be given");
        else if (GuardedUrl.Check(settings.Input, Schemes, media.PullRules) is { } broken) fields.Complain("inputs[0].url", broken);
        fields.Check();
        return AssetDocument.Of(creation.Create(settings, upload: null));
    }

    private JsonArray List(MuxCall call)
    {
        var upload = call.Query["upload_id"].ToString();
        return call.Page(account.Assets.Rows.Where(a => upload.Length == 0 || a.UploadId == upload).OrderByDescending(a => a.CreatedAt), AssetDocument.Of);
    }

    private JsonObject Update(MuxCall call)
    {
        var asset = Find(call);
        var fields = Fields.Of(call.Body);
        var passthrough = fields.Text("passthrough", LongestPassthrough);
        var meta = AssetSettings.ReadMeta(fields);
        fields.Check();
        return Updated(asset with
        {
            Passthrough = call.Body.ContainsKey("passthrough") ? passthrough : asset.Passthrough,
            Meta = Merge(asset.Meta, meta),
        });
    }

    // A member that is not sent stays; null takes it away.
    private static JsonObject? Merge(JsonObject? old, JsonObject? sent)
    {
        if (sent is null) return old;
        var merged = old?.Copy() ?? [];
        foreach (var (name, value) in sent)
        {
            if (value is null || value.GetValueKind() == JsonValueKind.Null) merged.Remove(name);
            else merged[name] = value.DeepClone();
        }

        return merged;
    }

    private JsonNode? Delete(MuxCall call)
    {
        var asset = Find(call);
        events.Add("video.asset.deleted", "asset", asset.Id, AssetDocument.Of(asset));
        account.Assets.Remove(asset.Id);
        runner.Forget(asset);
        return null;
    }

    private JsonArray InputInfo(MuxCall call)
    {
        var asset = Find(call);
        return AssetDocument.InputInfo(asset, asset.SourceUrl ?? $"{account.PublicUrl}/uploads/{asset.UploadId}");
    }

    private JsonObject CreatePlaybackId(MuxCall call)
    {
        var asset = Find(call);
        var fields = Fields.Of(call.Body);
        var policy = fields.Word("policy", "public", "signed");
        if (policy is null && !fields.Has("policy")) fields.Complain("policy", "public or signed must be given");
        fields.Check();
        var added = new MuxPlaybackId(MuxAccount.NewId(), policy!);
        Updated(asset with { PlaybackIds = [.. asset.PlaybackIds, added] });
        return Show(added);
    }

    private JsonNode? DeletePlaybackId(MuxCall call)
    {
        var asset = Find(call);
        var id = FindPlaybackId(asset, call);
        Updated(asset with { PlaybackIds = [.. asset.PlaybackIds.Where(p => p != id)] });
        return null;
    }

    private JsonObject PlaybackIdOwner(MuxCall call)
    {
        var (asset, id) = account.FindPlayback(call.Variable("playbackId")) ?? throw MuxException.NotFound();
        return new JsonObject { ["id"] = id.Id, ["policy"] = id.Policy, ["object"] = new JsonObject { ["type"] = "asset", ["id"] = asset.Id } };
    }

    private JsonObject Updated(MuxAsset asset)
    {
        var document = AssetDocument.Of(account.Assets.Put(asset));
        events.Add("video.asset.updated", "asset", asset.Id, document, once: false);
        return document;
    }

    private MuxAsset Find(MuxCall call) => account.Assets.TryGet(call.Variable("id"), out var asset) ? asset : throw MuxException.NotFound();
}
