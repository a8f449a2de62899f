using System.Globalization;
using System.Text;
using Onair.Postgres;
using Onair.Signaling.Scripts;
using Onair.Signaling.Sites;
using Onair.Signaling.State;

namespace Onair.Signaling.Rest;

/// <summary>What the operator asks. It is on a port that pages do not reach.</summary>
internal sealed class OperatorApi(Database database, ISites sites, SiteSecretProblems secrets, EmbedFileTable embed, SignalingSettings settings)
{
    private const int MostEvents = 100;
    private readonly byte[] _token = Encoding.UTF8.GetBytes(settings.OperatorToken);

    /// <summary>Whether a path is for the operator.</summary>
    public static bool Takes(PathString path) => path.StartsWithSegments("/internal", StringComparison.OrdinalIgnoreCase);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/internal/sites/{ns}/{name}", c => AnswerAsync(c, SiteAsync));
        routes.MapGet("/internal/sites/{ns}/{name}/events", c => AnswerAsync(c, EventsAsync));
    }

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, string, Task> answer)
    {
        if (!SiteApi.IsToken(context.Request, _token))
        {
            await JsonAnswer.RefuseAsync(context, StatusCodes.Status401Unauthorized, "the operator's token is needed");
            return;
        }
        try
        {
            await answer(context, $"{context.GetRouteValue("ns")}/{context.GetRouteValue("name")}");
        }
        catch (DatabaseAwayException)
        {
            await JsonAnswer.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "PostgreSQL does not answer");
        }
    }

    private async Task SiteAsync(HttpContext context, string path)
    {
        var site = sites.Find(path);
        if (site is null)
        {
            await JsonAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "this replica does not serve such a site");
            return;
        }
        var (broadcasts, viewers) = await database.DoAsync(
            async session => (
                (int)await session.CountAsync("SELECT count(*) FROM broadcasts WHERE site = $1 AND ended_at IS NULL", path),
                (int)await session.CountAsync("SELECT count(*) FROM viewings v JOIN broadcasts b ON b.id = v.broadcast WHERE b.site = $1 AND v.state = 'accepted'", path)),
            context.RequestAborted);
        var problem = await secrets.FirstAsync(site, context.RequestAborted);
        await JsonAnswer.WriteAsync(
            context, new(broadcasts, viewers, embed.Newest?.Path, embed.Newest?.Integrity, problem?.Message, problem?.Reason), RestJson.Default.SiteAnswer);
    }

    private async Task EventsAsync(HttpContext context, string path)
    {
        _ = long.TryParse(context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var after);
        if (!int.TryParse(context.Request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var limit)) limit = MostEvents;
        var events = await database.DoAsync(session => SiteEvents.AfterAsync(session, path, after, Math.Clamp(limit, 1, MostEvents)), context.RequestAborted);
        await JsonAnswer.WriteAsync(
            context, new([.. events.Select(e => new SiteEventAnswer(e.Number, e.Type, e.Time, e.Broadcast, e.User, e.Viewer, e.Reason, e.Seconds))]), RestJson.Default.SiteEventsAnswer);
    }
}
