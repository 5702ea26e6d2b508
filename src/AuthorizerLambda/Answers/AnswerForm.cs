using Tollgate.AuthorizerLambda.Events;

namespace Tollgate.AuthorizerLambda.Answers;

/// <summary>How an answer is spelled.</summary>
public enum AnswerForm
{
    /// <summary>An IAM policy for one method: the only form that REST and WebSocket APIs and payload format 1.0 know.</summary>
    Policy,

    /// <summary><c>isAuthorized</c>: what payload format 2.0 takes where simple responses are enabled, and then nothing else.</summary>
    Simple,
}

public static class AnswerForms
{
    /// <param name="ofHttpApi">How payload format 2.0 is to be answered; its events do not say.</param>
    public static AnswerForm Of(EventShape shape, AnswerForm ofHttpApi) => shape == EventShape.HttpApi ? ofHttpApi : AnswerForm.Policy;
}
