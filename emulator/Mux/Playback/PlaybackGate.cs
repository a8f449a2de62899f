using Microsoft.IdentityModel.JsonWebTokens;
using Onair.Emulator.Mux.Api;

namespace Onair.Emulator.Mux.Playback;

/// <summary>Checks whether a viewer may play a playback id.</summary>
internal sealed class PlaybackGate(MuxAccount account, PlaybackTokens tokens)
{
    /// <summary>Runs a handler and writes its errors in the format of Mux; any page may read the response.</summary>
    public static async Task AnswerAsync(HttpContext context, Func<HttpContext, Task> answer)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        try
        {
            await answer(context);
        }
        catch (MuxException error)
        {
            await MuxApi.WriteErrorAsync(context, error);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // The asset was deleted meanwhile.
            await MuxApi.WriteErrorAsync(context, MuxException.NotFound());
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The viewer has gone.
        }
    }

    /// <summary>The asset of the URL's playback id, and the token when its policy is signed.</summary>
    /// <param name="context">The request.</param>
    /// <param name="audience">What a token must be for.</param>
    /// <exception cref="MuxException">404, 403, or 412 as long as there is nothing to play.</exception>
    public async Task<(MuxAsset Asset, JsonWebToken? Token)> OpenAsync(HttpContext context, string audience)
    {
        var id = (string)context.Request.RouteValues["playbackId"]!;
        var (asset, playbackId) = account.FindPlayback(id) ?? throw MuxException.NotFound();
        JsonWebToken? token = null;
        if (playbackId.Policy == "signed")
        {
            (token, var refusal) = await tokens.CheckAsync(context.Request.Query["token"], id, audience);
            if (refusal is not null) throw MuxException.Forbidden(refusal);
        }

        if (asset.Status != "ready") throw new MuxException(StatusCodes.Status412PreconditionFailed, "not_ready", $"The asset is {asset.Status}");
        return (asset, token);
    }
}
