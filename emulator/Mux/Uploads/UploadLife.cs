namespace Onair.Emulator.Mux.Uploads;

/// <summary>An upload's states: it waits until it reaches one of the others, which are final.</summary>
internal static class UploadLife
{
    /// <summary>The current status: timing out is not stored.</summary>
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
