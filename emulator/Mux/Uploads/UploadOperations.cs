using System.Text.Json.Nodes;
using Onair.Emulator.Mux.Api;
using Onair.Emulator.Mux.Assets;
using Onair.Emulator.Mux.Webhooks;
using Onair.Emulator.State;

namespace Onair.Emulator.Mux.Uploads;

/// <summary>The API's operations on direct uploads.</summary>
internal sealed class UploadOperations(MuxAccount account, MuxFiles files, UploadTransfers transfers, EventQueue events)
{
    private const int DefaultTimeout = 3600;
    private const int LeastTimeout = 60;
    private const int MostTimeout = 604_800;
    private const int LongestOrigin = 255;

    public void Map(MuxApi api, IEndpointRouteBuilder routes)
    {
        api.Map(routes, "POST", "/video/v1/uploads", "CreateUpload", StatusCodes.Status201Created, Create);
        api.Map(routes, "GET", "/video/v1/uploads", "ListUploads", StatusCodes.Status200OK, List);
        api.Map(routes, "GET", "/video/v1/uploads/{id}", "GetUpload", StatusCodes.Status200OK, call => Show(Find(call)));
        api.Map(routes, "PUT", "/video/v1/uploads/{id}/cancel", "CancelUpload", StatusCodes.Status200OK, Cancel);
    }

    private JsonObject Create(MuxCall call)
    {
        var fields = Fields.Of(call.Body);
        var origin = fields.Text("cors_origin", LongestOrigin) ?? "";
        var timeout = fields.Integer("timeout", LeastTimeout, MostTimeout) ?? DefaultTimeout;
        var test = fields.Flag("test");
        if (fields.Object("new_asset_settings") is { } settings) AssetSettings.Read(settings);
        fields.Check();
        var upload = account.Uploads.Put(new MuxUpload
        {
            Id = MuxAccount.NewId(),
            Secret = MuxAccount.NewId(),
            CreatedAt = account.NextCreated(),
            Timeout = timeout,
            CorsOrigin = origin,
            Test = test,
            Settings = (call.Body["new_asset_settings"] as JsonObject)?.Copy() ?? [],
        });
        var document = Show(upload);
        events.Add("video.upload.created", "upload", upload.Id, document);
        return document;
    }

    private JsonArray List(MuxCall call) => call.Page(account.Uploads.Rows.OrderByDescending(u => u.CreatedAt), Show);

    private JsonObject Cancel(MuxCall call)
    {
        var upload = Find(call);
        var status = UploadLife.StatusAt(upload, account.Now);
        if (status != MuxUploadStatus.Waiting)
            throw MuxException.Invalid($"status: the upload is {status.Wire()}; only one that is waiting can be cancelled");
        var cancelled = upload with { Status = MuxUploadStatus.Cancelled };
        var document = Show(cancelled);
        events.Add("video.upload.cancelled", "upload", upload.Id, document);
        account.Uploads.Put(cancelled);
        transfers.Stop(upload.Id);
        File.Delete(files.Upload(upload.Id));
        return document;
    }

    private MuxUpload Find(MuxCall call) => account.Uploads.TryGet(call.Variable("id"), out var upload) ? upload : throw MuxException.NotFound();

    private JsonObject Show(MuxUpload upload) => UploadDocument.Of(upload, account.PublicUrl, account.Now);
}
