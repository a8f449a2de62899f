using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.Mux.Uploads;

/// <summary>An upload as the API shows it.</summary>
internal static class UploadDocument
{
    /// <param name="upload">The row.</param>
    /// <param name="url">Base of the URLs, see <see cref="MuxAccount.PublicUrl"/>.</param>
    public static JsonObject Of(MuxUpload upload, string url, DateTimeOffset now)
    {
        var status = UploadLife.StatusAt(upload, now);
        var document = new JsonObject
        {
            ["id"] = upload.Id,
            ["timeout"] = upload.Timeout,
            ["status"] = status.Wire(),
            ["cors_origin"] = upload.CorsOrigin,
            ["new_asset_settings"] = upload.Settings.Copy(),
            ["url"] = $"{url}/uploads/{upload.Secret}",
        };
        if (upload.Test) document["test"] = true;
        if (upload.AssetId is not null) document["asset_id"] = upload.AssetId;
        if (upload.ErrorType is not null) document["error"] = new JsonObject { ["type"] = upload.ErrorType, ["message"] = upload.ErrorMessage };
        return document;
    }
}
