using Onair.Recordings.Cutting;
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
                return await new CopyCut(plan, layout, upload).RunAsync(archive, cancellationToken);
            }
            catch (NotSupportedException e)
            {
                // Parts that were uploaded already are overwritten.
                obstacle = e.Message;
            }
        }

        using var again = new PartUploader(_http, plan.Output);
        var result = await new EncodeCut(plan, layout, again).RunAsync(archive, cancellationToken);
        return result with { Note = $"The whole section was re-encoded because this recording cannot be copied: {obstacle}." };
    }

    public void Dispose() => _http.Dispose();
}
