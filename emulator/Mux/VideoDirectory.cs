using Onair.Emulator.Directories;
using Onair.Emulator.Mux.Uploads;
using Onair.Emulator.State;

namespace Onair.Emulator.Mux;

/// <summary>Uploads and assets for the admin page.</summary>
internal sealed class VideoDirectory(MuxAccount account) : IVideoDirectory
{
    private const int Shown = 100;

    /// <inheritdoc/>
    public IReadOnlyList<VideoSummary> List()
    {
        var now = account.Now;
        return
        [
            .. account.Assets.Rows.OrderByDescending(a => a.CreatedAt).Take(Shown).Select(a => new VideoSummary("asset", a.Id, a.Passthrough, a.Status)),
            .. account.Uploads.Rows.OrderByDescending(u => u.CreatedAt).Take(Shown)
                .Select(u => new VideoSummary("upload", u.Id, u.Settings.Text("passthrough"), UploadLife.StatusAt(u, now).Wire())),
        ];
    }
}
