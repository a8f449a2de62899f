using Onair.Emulator.Mux.Api;
using Onair.Emulator.Mux.Assets;
using Onair.Emulator.Mux.Webhooks;

namespace Onair.Emulator.Mux.Uploads;

/// <summary>Creates assets from complete uploads: exactly one per upload, however often it is called.</summary>
internal sealed class UploadCompletion(MuxAccount account, MuxFiles files, AssetCreation creation, EventQueue events)
{
    /// <summary>Keeps the file's size.</summary>
    public void Tell(string uploadId, long? total)
    {
        lock (account.Gate)
        {
            if (account.Uploads.TryGet(uploadId, out var upload) && upload.Status == MuxUploadStatus.Waiting && total is not null && upload.Total != total)
                account.Uploads.Put(upload with { Total = total });
        }
    }

    /// <summary>Completes the upload.</summary>
    /// <exception cref="MuxException">The upload has ended in another state meanwhile.</exception>
    public void Complete(string uploadId)
    {
        lock (account.Gate)
        {
            var upload = account.Uploads.TryGet(uploadId, out var row) ? row : throw MuxException.NotFound();
            var status = UploadLife.StatusAt(upload, account.Now);
            if (status == MuxUploadStatus.AssetCreated) return;
            if (status != MuxUploadStatus.Waiting) throw MuxException.Forbidden($"The upload is {status.Wire()}");
            if (files.Received(uploadId) == 0)
            {
                End(upload with { Status = MuxUploadStatus.Errored, ErrorType = "invalid_input", ErrorMessage = "The uploaded file is empty" }, "video.upload.errored");
                File.Delete(files.Upload(uploadId));
                return;
            }

            var fields = Fields.Of(upload.Settings);
            var asset = Made(uploadId) ?? creation.Create(AssetSettings.Read(fields) with { Input = null }, upload);
            End(upload with { Status = MuxUploadStatus.AssetCreated, AssetId = asset.Id }, "video.upload.asset_created");
        }
    }

    /// <summary>Completes uploads whose asset was created by an earlier process that ended before it recorded this.</summary>
    public void Resume()
    {
        foreach (var upload in account.Uploads.Rows.Where(u => u.Status == MuxUploadStatus.Waiting && Made(u.Id) is not null)) Complete(upload.Id);
        foreach (var id in files.UploadFiles())
        {
            if (!account.Uploads.TryGet(id, out var upload)
                || UploadLife.StatusAt(upload, account.Now) is not (MuxUploadStatus.Waiting or MuxUploadStatus.AssetCreated)) File.Delete(files.Upload(id));
        }
    }

    private MuxAsset? Made(string uploadId) => account.Assets.Rows.FirstOrDefault(a => a.UploadId == uploadId);

    private void End(MuxUpload upload, string type)
    {
        events.Add(type, "upload", upload.Id, UploadDocument.Of(upload, account.PublicUrl, account.Now));
        account.Uploads.Put(upload);
    }
}
