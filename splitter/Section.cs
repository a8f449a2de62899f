using Onair.Recordings.Cutting;
using Onair.Recordings.Ts;
using Onair.Splitter.Cuts;
using Onair.Splitter.Storage;

namespace Onair.Splitter;

/// <summary>Makes the MP4 of a section: by copying if possible, otherwise by re-encoding all of it.</summary>
internal sealed class Section(CutPlan plan) : IDisposable
{
    private const int SmallestPart = 5 << 20;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(10),
        AllowAutoRedirect = false,
        UseCookies = false,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<CutResult> CutAsync(CancellationToken cancellationToken)
    {
        if (plan.Pieces.Count == 0) throw new SplitException("the plan has no pieces");
        if (plan.Pieces.Any(p => p.Index.Gops.Count == 0)) throw new SplitException("a piece of the plan has no GOPs");
        if (plan.Output.PartBytes < SmallestPart) throw new SplitException($"partBytes is {plan.Output.PartBytes}: S3 accepts no parts below {SmallestPart}");
        var layout = CutLayout.Of(plan);
        var archive = new ArchiveReader(_http);
        var obstacle = CopyObstacle.Of(plan, layout);
        if (obstacle is null)
        {
            try
            {
                using var upload = new PartUploader(_http, plan.Output);
                return Result(await new CopyCut(plan, layout, upload).RunAsync(archive, cancellationToken), layout, upload, archive);
            }
            catch (NotSupportedException e)
            {
                // Parts that were uploaded already are overwritten.
                obstacle = e.Message;
            }
        }

        using var again = new PartUploader(_http, plan.Output);
        var movie = await new EncodeCut(plan, layout, again).RunAsync(archive, cancellationToken);
        return Result(movie, layout, again, archive) with { Note = $"The whole section was re-encoded because this recording cannot be copied: {obstacle}." };
    }

    public void Dispose() => _http.Dispose();

    private static CutResult Result(CutMovie movie, CutLayout layout, PartUploader upload, ArchiveReader archive) => new()
    {
        Method = movie.Method,
        Frames = movie.Frames,
        Seconds = (double)movie.Ticks / TsClock.Rate,
        Bytes = upload.Bytes,
        Parts = movie.Parts,
        BytesRead = archive.BytesRead,
        StartMoved = layout.StartMoved,
        EndMoved = layout.EndMoved,
    };
}
