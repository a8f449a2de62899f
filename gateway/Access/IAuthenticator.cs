namespace Onair.Gateway.Access;

/// <summary>Finds out who sent a request.</summary>
internal interface IAuthenticator
{
    /// <summary>The caller.</summary>
    /// <exception cref="Problems.ProblemException">401: there are no valid credentials.</exception>
    Task<Caller> AuthenticateAsync(HttpContext context, CancellationToken cancellationToken);
}
