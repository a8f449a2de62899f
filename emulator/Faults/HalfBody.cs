namespace Onair.Emulator.Faults;

/// <summary>Sends a response with its headers and half of its body, and then nothing more, as a broken path to AWS does.</summary>
internal static class HalfBody
{
    /// <summary>Holds the rest of the body back until the client gives up.</summary>
    /// <param name="context">The request.</param>
    /// <param name="time">The clock.</param>
    /// <param name="answer">Writes the response.</param>
    public static async Task SendAsync(HttpContext context, TimeProvider time, Func<Task> answer)
    {
        var connection = context.Response.Body;
        using var whole = new MemoryStream();
        context.Response.Body = whole;
        try
        {
            await answer();
        }
        finally
        {
            context.Response.Body = connection;
        }

        context.Response.ContentLength = whole.Length;
        await connection.WriteAsync(whole.GetBuffer().AsMemory(0, (int)(whole.Length / 2)), context.RequestAborted);
        await connection.FlushAsync(context.RequestAborted);
        await FaultRuleRegistry.HangAsync(context, time);
    }
}
