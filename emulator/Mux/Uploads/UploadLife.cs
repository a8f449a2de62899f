namespace Onair.Emulator.Mux.Uploads;

/// <summary>An upload's states: waiting ends once, in one of the others.</summary>
internal static class UploadLife
{
    /// <summary>What the upload is now: nobody writes that its time is over.</summary>
    public static MuxUploadStatus StatusAt(MuxUpload upload, DateTimeOffset now) =>
        upload.Status == MuxUploadStatus.Waiting && now >= upload.CreatedAt.AddSeconds(upload.Timeout) ? MuxUploadStatus.TimedOut : upload.Status;

    public static string Wire(this MuxUploadStatus status) => status switch
    {
        MuxUploadStatus.Waiting => "waiting",
        MuxUploadStatus.AssetCreated => "asset_created",
        MuxUploadStatus.Errored => "errored",
        MuxUploadStatus.Cancelled => "cancelled",
        _ => "timed_out",
    };
}
