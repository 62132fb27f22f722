SELECT revoke_credentials(:subject)
